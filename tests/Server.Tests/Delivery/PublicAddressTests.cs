namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class PublicAddressTests
{
    [Fact]
    public void The_addresses_of_Svix_are_told_apart_as_Svix_does()
    {
        var vectors = JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "svix-ssrf", "addresses.json")));
        var deny = Addresses("deny").ToArray();
        var allow = Addresses("allow").ToArray();

        (deny.Length + allow.Length).ShouldBe(42);
        deny.Where(PublicAddress.Is).ShouldBeEmpty();
        allow.Where(address => !PublicAddress.Is(address)).ShouldBeEmpty();

        IEnumerable<IPAddress> Addresses(string name) => vectors.GetProperty(name).EnumerateArray().Select(address => IPAddress.Parse(address.GetString()!));
    }

    [Theory]
    [InlineData("::127.0.0.1")] // compatible
    [InlineData("::ffff:10.0.0.1")] // mapped
    [InlineData("64:ff9b::7f00:1")] // NAT64
    [InlineData("2002:7f00:1::")] // 6to4
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:fffe")] // Teredo
    [InlineData("ff02::1")] // multicast
    [InlineData("fec0::1")] // site-local
    [InlineData("2001:20::1")] // ORCHID
    [InlineData("239.255.255.250")]
    [InlineData("169.254.169.254")]
    [InlineData("100.127.255.255")]
    [InlineData("172.31.255.255")]
    [InlineData("198.19.255.255")]
    public void What_is_not_of_the_open_internet_is_not_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2a00:1450:4001:82a::200e")]
    [InlineData("2001:200::1")]
    public void The_neighbours_of_special_networks_are_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();
}
