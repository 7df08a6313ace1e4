using System.Globalization;
using System.Net;
using System.Text;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Platform.Access;
using static ChildJourney.Api.Tests.Features.Imports.HandedIn;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>What is not taken in, and why.</summary>
public class StartImportTests(SignedInService signedIn) : IClassFixture<SignedInService>
{
    private const string EmptyReturn = "<EXPSSDA903/>";

    private readonly Service service = signedIn.Service;

    private (string, string) Integration { get; } = signedIn.Issuer.Bearer(("roles", "integration"), ("authority", "uploads"));

    [Fact]
    public async Task Nobody_hands_in_without_signing_in()
    {
        (await HandInAsync(service.Http, Parts(Of(1)))).ShouldBe(ProblemTypes.NotSignedIn);
        (await service.GetAsync("/v1/imports/x/report")).ShouldBe(ProblemTypes.NotSignedIn);
    }

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("quality")]
    [InlineData("administrator")]
    public async Task Only_integration_hands_in(string role)
    {
        var bearer = signedIn.Issuer.Bearer(("roles", role));

        (await HandInAsync(service.Http, Parts(Of(1)), header: bearer)).ShouldBe(ProblemTypes.Forbidden);
        (await service.GetAsync("/v1/imports", bearer)).ShouldBe(ProblemTypes.Forbidden);
        (await service.DeleteAsync("/v1/imports/x", bearer)).ShouldBe(ProblemTypes.Forbidden);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task Another_type_of_content_is_not_read(string type) => (await TryAsync(Body([1, 2, 3], type))).ShouldBe(ProblemTypes.UnsupportedMediaType);

    [Theory]
    [InlineData("?year=2025", "year")]
    [InlineData("?dryRun=yes", "dryRun")]
    [InlineData("?historyFrom=01/04/2025", "historyFrom")]
    [InlineData("?colour=red", "colour")]
    public async Task An_option_that_is_none_is_named(string query, string field) =>
        (await HandInAsync(service.Http, Parts(Of(1)), query, Integration)).ShouldBe(ProblemTypes.InvalidRequest, field);

    [Fact]
    public async Task History_cannot_begin_in_the_future() =>
        (await HandInAsync(service.Http, Parts(Of(1)), "?historyFrom=2026-11-23", Integration)).ShouldBe(ProblemTypes.Impossible, "historyFrom");

    [Fact]
    public async Task What_is_no_return_is_told_what_was_expected()
    {
        (await TryAsync(Parts(("other.csv", "NAME,AGE\r\nx,1\r\n")))).ShouldBe(ProblemTypes.InvalidRequest, "other.csv");
        (await TryAsync(Parts())).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await TryAsync(Body("PK no zip"u8.ToArray(), "application/zip"))).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await TryAsync(Body(Zip(("readme.txt", "hello")), "application/zip"))).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await TryAsync(Body("<html/>"u8.ToArray(), "text/xml"))).ShouldBe(ProblemTypes.InvalidRequest, "return.xml");
        (await TryAsync(Body("<EXPSSDA903"u8.ToArray(), "application/xml"))).ShouldBe(ProblemTypes.InvalidRequest, "return.xml");
        (await TryAsync(Body([], "text/csv"))).ShouldBe(ProblemTypes.InvalidRequest, "return.csv");
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\nCHILD,SEX,DOB\r\n")]
    [InlineData("nothing of the kind")]
    public async Task A_multipart_body_that_breaks_off_is_not_taken(string text) =>
        (await TryAsync(Body(Encoding.ASCII.GetBytes(text), "multipart/form-data; boundary=x"))).ShouldBe(ProblemTypes.InvalidRequest, "");

    [Fact]
    public async Task A_field_among_the_files_is_named()
    {
        using var content = Parts(Of(1));
        content.Add(new StringContent("true"), "dryRun");

        (await TryAsync(content)).ShouldBe(ProblemTypes.InvalidRequest, "dryRun");
    }

    [Fact]
    public async Task A_zip_comes_alone()
    {
        using var content = Parts(Of(1));
        content.Add(new ByteArrayContent(Zip(Of(1))), "zip", "return.zip");

        (await TryAsync(content)).ShouldBe(ProblemTypes.InvalidRequest, "zip");
    }

    [Theory]
    [InlineData("<!DOCTYPE EXPSSDA903 [<!ENTITY x \"y\">]>" + EmptyReturn)]
    [InlineData("<!DOCTYPE EXPSSDA903 SYSTEM \"file:///etc/passwd\">" + EmptyReturn)]
    public async Task Xml_with_a_document_type_is_not_read(string xml)
    {
        (await TryAsync(Body(Encoding.UTF8.GetBytes(xml), "application/xml"))).ShouldBe(ProblemTypes.InvalidRequest, "return.xml");
        (await TryAsync(Parts(("all.xml", xml)))).ShouldBe(ProblemTypes.InvalidRequest, "all.xml");
        (await TryAsync(Body(Zip([("in/all.xml", xml), .. Of(1)]), "application/zip"))).ShouldBe(ProblemTypes.InvalidRequest, "in/all.xml");
    }

    [Theory]
    [InlineData("../header.csv")]
    [InlineData("/header.csv")]
    [InlineData("a/../../header.csv")]
    [InlineData("C:header.csv")]
    [InlineData("a\\header.csv")]
    [InlineData("inner.zip")]
    [InlineData("inner.tar.gz")]
    public async Task A_zip_with_a_file_outside_it_or_an_archive_within_is_not_taken(string name) =>
        (await TryAsync(Body(Zip([(name, "CHILD,SEX,DOB\r\n"), .. Of(1)]), "application/zip"))).ShouldBe(ProblemTypes.InvalidRequest, name);

    [Fact]
    public async Task A_zip_of_too_many_files_is_not_taken() =>
        (await TryAsync(Body(Zip([.. Enumerable.Range(0, 201).Select(n => (n.ToString(CultureInfo.InvariantCulture) + ".csv", HeaderColumns))]), "application/zip"))).ShouldBe(ProblemTypes.InvalidRequest, "");

    [Fact]
    public async Task A_zip_that_unpacks_to_far_more_than_it_is_is_not_taken()
    {
        var bomb = Zip(("header.csv", HeaderColumns + "\r\n" + new string(' ', 20_000_000)));

        bomb.Length.Should().BeLessThan(100_000);
        (await TryAsync(Body(bomb, "application/zip"))).ShouldBe(ProblemTypes.TooLarge);
        (await TryAsync(Body(WithLength(Zip(Of(2000)), 1 << 30), "application/zip"))).ShouldBe(ProblemTypes.TooLarge);
    }

    [Fact]
    public async Task A_zip_that_lies_about_its_length_is_read_no_further_than_it_says()
    {
        var import = await EndedAsync(WithLength(Zip(Of(2000)), 5000));

        import["files"].EnumerateArray().Should().Contain(file => file.GetProperty("fault").ValueKind != System.Text.Json.JsonValueKind.Null, "{0}", import.Text);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_taken()
    {
        using var connection = await RawConnection.ToAsync(service.Http.BaseAddress!);

        await connection.SendAsync(
            $"POST /v1/imports HTTP/1.1\r\nHost: 127.0.0.1\r\n{Integration.Item1}: {Integration.Item2}\r\nContent-Type: application/zip\r\nContent-Length: {(256 * 1024 * 1024) + 1}\r\n\r\n");
        var answer = await connection.AnswerAsync(TimeSpan.FromSeconds(20));

        answer!.Status.Should().Be(413);
        answer.Body.Should().Contain("/problems/too-large");
    }

    private Task<Answer> TryAsync(HttpContent content) => HandInAsync(service.Http, content, header: Integration);

    private async Task<Answer> EndedAsync(byte[] zip)
    {
        var answer = await TryAsync(Body(zip, "application/zip"));
        answer.Status.Should().Be(HttpStatusCode.Accepted, "{0}", answer.Text);
        return await HandedIn.EndedAsync(path => service.GetAsync(path, Integration), answer.Headers["Location"]);
    }

    /// <summary>The zip with another length said of its first file, in both places.</summary>
    private static byte[] WithLength(byte[] zip, int length)
    {
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), length).Should().BeTrue();
        BitConverter.TryWriteBytes(zip.AsSpan(22), length).Should().BeTrue();
        return zip;
    }
}
