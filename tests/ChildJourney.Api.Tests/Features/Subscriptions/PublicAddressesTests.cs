using System.Net;
using ChildJourney.Api.Features.Subscriptions;
using Microsoft.Extensions.Configuration;

namespace ChildJourney.Api.Tests.Features.Subscriptions;

public class PublicAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("51.140.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4009::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void An_address_on_the_Internet_is_public(string address) => PublicAddresses.IsPublic(IPAddress.Parse(address)).Should().BeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")] // carrier-grade NAT
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")] // the metadata of clouds
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.170")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")] // through a translator to IPv4
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")] // 6to4 of 127.0.0.1
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Any_other_is_not(string address)
    {
        PublicAddresses.IsPublic(IPAddress.Parse(address)).Should().BeFalse();
        With(null).MayBeSentTo(IPAddress.Parse(address), isEncrypted: true).Should().BeFalse();
    }

    [Fact]
    public void The_operator_may_allow_networks_without_encryption_too()
    {
        var addresses = With("10.20.0.0/16, fd00:1::/32");

        addresses.MayBeSentTo(IPAddress.Parse("10.20.3.4"), isEncrypted: false).Should().BeTrue();
        addresses.MayBeSentTo(IPAddress.Parse("::ffff:10.20.3.4"), isEncrypted: false).Should().BeTrue();
        addresses.MayBeSentTo(IPAddress.Parse("fd00:1::9"), isEncrypted: true).Should().BeTrue();
        addresses.MayBeSentTo(IPAddress.Parse("10.21.0.1"), isEncrypted: true).Should().BeFalse();
        addresses.MayBeSentTo(IPAddress.Parse("8.8.8.8"), isEncrypted: true).Should().BeTrue();
        addresses.MayBeSentTo(IPAddress.Parse("8.8.8.8"), isEncrypted: false).Should().BeFalse();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("10.0.0.0/33", true)]
    [InlineData("intranet", true)]
    public void A_network_that_is_none_is_amiss(string? networks, bool isAmiss) =>
        (PublicAddresses.Misconfigured(Configured(networks)) is not null).Should().Be(isAmiss);

    private static PublicAddresses With(string? networks) => new(Configured(networks));

    private static IConfiguration Configured(string? networks) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Webhooks:AllowedNetworks", networks)]).Build();
}
