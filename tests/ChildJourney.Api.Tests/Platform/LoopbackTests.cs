using ChildJourney.Api.Platform;
using Microsoft.Extensions.Configuration;

namespace ChildJourney.Api.Tests.Platform;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.9.8.7:5080")]
    [InlineData("https://localhost:5443")]
    [InlineData("http://LOCALHOST:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://[::ffff:127.0.0.1]:5080")]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080")]
    [InlineData(" http://127.0.0.1:5080 ; ; http://localhost:5081 ")]
    public void Addresses_of_this_machine_alone_are_not_outside(string urls) => Outside(("urls", urls)).Should().BeNull();

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.20:5080")]
    [InlineData("http://128.0.0.1:5080")]
    [InlineData("http://children.example.gov.uk")]
    [InlineData("http://localhost.example.gov.uk:5080")]
    [InlineData("http://127.0.0.1.example.gov.uk:5080")]
    [InlineData("nonsense")]
    public void Any_other_address_is(string url) => Outside(("urls", url)).Should().Be(url);

    [Fact]
    public void The_first_of_several_addresses_that_is_outside_is_named() =>
        Outside(("urls", "http://127.0.0.1:5080; http://*:5081 ;http://0.0.0.0:5082")).Should().Be("http://*:5081");

    [Theory]
    [InlineData("http://localhost:5080", null)]
    [InlineData("http://0.0.0.0:5080", "http://0.0.0.0:5080")]
    public void Endpoints_of_the_server_count_beside_the_addresses(string url, string? outside) =>
        Outside(("urls", "http://127.0.0.1:5080"), ("Kestrel:Endpoints:First:Url", "http://127.0.0.1:5081"), ("Kestrel:Endpoints:Second:Url", url)).Should().Be(outside);

    [Theory]
    [InlineData("http_ports")]
    [InlineData("https_ports")]
    public void A_port_alone_is_open_on_every_address(string key) => Outside((key, "8080")).Should().Be(key);

    [Fact]
    public void Ports_do_not_count_beside_addresses_which_the_server_takes_instead() =>
        Outside(("urls", "http://127.0.0.1:5080"), ("http_ports", "8080"), ("https_ports", "8443")).Should().BeNull();

    [Fact]
    public void Nothing_is_outside_where_nothing_is_named() => Outside(("urls", ""), ("http_ports", "")).Should().BeNull();

    private static string? Outside(params (string Key, string Value)[] settings) =>
        Loopback.Outside(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
