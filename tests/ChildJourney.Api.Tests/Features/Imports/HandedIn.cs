using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>Hands in returns over HTTP.</summary>
internal static class HandedIn
{
    public const string HeaderColumns = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
    public const string EpisodeColumns = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC";

    /// <summary>A return of so many children, each looked after since a day of 2025.</summary>
    public static (string Name, string Text)[] Of(int children) =>
    [
        ("header.csv", Lines(HeaderColumns, Enumerable.Range(1, children).Select(n => $"C{n:00000},M,14/07/2014,,,,"))),
        ("episodes.csv", Lines(EpisodeColumns, Enumerable.Range(1, children).Select(n => $"C{n:00000},{1 + (n % 28):00}/05/2025,S,V2,U6,,"))),
    ];

    public static string Lines(string header, params IEnumerable<string> rows) => string.Join("\r\n", [header, .. rows, ""]);

    public static MultipartFormDataContent Parts(params (string Name, string Text)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, text) in files)
        {
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        return content;
    }

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open());
                entry.Write(text);
            }
        }

        return stream.ToArray();
    }

    public static HttpContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static async Task<Answer> HandInAsync(HttpClient http, HttpContent content, string query = "", (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports{query}") { Content = content };
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Hands in a return that is taken, and waits until the import has ended.</summary>
    public static async Task<Answer> ImportAsync(Service service, HttpContent content, string query = "")
    {
        var answer = await HandInAsync(service.Http, content, query);
        answer.Status.Should().Be(HttpStatusCode.Accepted, "{0}", answer.Text);
        return await EndedAsync(service.GetAsync, answer.Headers["Location"]);
    }

    public static Task<Answer> ImportAsync(Service service, params (string Name, string Text)[] files) => ImportAsync(service, Parts(files));

    public static async Task<Answer> EndedAsync(Func<string, Task<Answer>> getAsync, string path)
    {
        Answer? answer = null;
        await Service.UntilAsync(async () => (answer = await getAsync(path))["state"].GetString() is "done" or "failed" or "cancelled");
        return answer!;
    }

    public static Task<Answer> EndedAsync(Func<string, (string, string)[], Task<Answer>> getAsync, string path) => EndedAsync(at => getAsync(at, []), path);

    public static int[] CountsOf(Answer import)
    {
        var children = import["children"];
        return [.. new[] { "done", "stored", "unchanged", "refused" }.Select(name => children.GetProperty(name).GetInt32())];
    }
}
