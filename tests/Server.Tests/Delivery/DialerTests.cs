namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>No test here leaves this machine: what would, ends at a stand-in for the connection.</summary>
public sealed class DialerTests
{
    private const string Refused = "the host leads to an address that is not public; its operator can allow it with --allow-delivery-to";

    private static readonly IPAddress Public = IPAddress.Parse("93.184.215.14");
    private static readonly IReadOnlyList<string> Secrets = [WebhookSecret.Create().Reveal()];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    [InlineData("localhost")]
    public async Task A_listener_of_this_machine_is_not_reached_by_any_way_of_writing_it(string host)
    {
        using var canary = new Canary();

        var outcome = await Deliver.OnceAsync(
            new Sink.Webhook(new Uri($"http://{host}:{canary.Port}/")),
            Notices.Of(Notices.Raised()),
            Secrets,
            new DeliveryOptions()
        );

        outcome.ShouldBe(new SendOutcome.Failed(Refused));
        canary.IsUntouched.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1.")]
    [InlineData("localhost.")]
    public async Task What_a_dot_makes_a_name_ends_refused_whatever_this_machine_makes_of_it(string host)
    {
        using var canary = new Canary();

        var outcome = await Deliver.OnceAsync(
            new Sink.Webhook(new Uri($"http://{host}:{canary.Port}/")),
            Notices.Of(Notices.Raised()),
            Secrets,
            new DeliveryOptions()
        );

        outcome.ShouldBeOfType<SendOutcome.Failed>().Why.ShouldBeOneOf(Refused, "the host name has no address");
        canary.IsUntouched.ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_with_a_dot_behind_it_is_a_name_and_is_refused_by_what_the_name_leads_to()
    {
        using var canary = new Canary();
        var asked = new List<string>();
        var dialer = new Dialer(
            AllowedPlaces.Parse([]),
            (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult(new[] { IPAddress.Loopback });
            }
        );

        await Should.ThrowAsync<CallRefusedException>(() =>
            dialer.DialAsync(new Uri($"http://127.0.0.1.:{canary.Port}/").Host, canary.Port, CancellationToken.None)
        );

        asked.ShouldBe(["127.0.0.1."]);
        canary.IsUntouched.ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_changes_its_address_between_look_ups_never_leads_inside()
    {
        using var canary = new Canary();
        var (lookUps, dialled) = (0, new List<IPAddress>());
        var dialer = new Dialer(
            AllowedPlaces.Parse([]),
            (_, _) => Task.FromResult(new[] { lookUps++ % 2 == 0 ? Public : IPAddress.Loopback }),
            (address, cancel) =>
            {
                dialled.Add(address.Address);
                return address.Address.Equals(Public)
                    ? Task.FromException<Socket>(new SocketException((int)SocketError.ConnectionRefused))
                    : ToAsync(address, cancel);
            }
        );
        await using var senders = new Senders(new DeliveryOptions(), TimeProvider.System, dialer);

        var outcomes = new List<SendOutcome>();
        for (var i = 0; i < 50; i++)
            outcomes.Add(
                await senders.SendAsync(
                    new Sink.Webhook(new Uri($"http://rebinding.example:{canary.Port}/")),
                    Secrets,
                    Notices.Of(Notices.Raised()),
                    CancellationToken.None
                )
            );

        lookUps.ShouldBe(50, "once an attempt: what was checked is what is dialled");
        dialled.Distinct().ShouldBe([Public]);
        outcomes.Distinct().ShouldBe([new SendOutcome.Failed("the host refused the connection"), new SendOutcome.Failed(Refused)]);
        canary.IsUntouched.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_name_leads_inside_where_the_check_and_the_call_look_it_up_apart()
    {
        using var canary = new Canary();
        var lookUps = 0;
        Resolve resolve = (_, _) => Task.FromResult(new[] { lookUps++ % 2 == 0 ? Public : IPAddress.Loopback });

        (await resolve("rebinding.example", CancellationToken.None)).ShouldAllBe(address => PublicAddress.Is(address));
        using var socket = await ToAsync(new IPEndPoint((await resolve("rebinding.example", CancellationToken.None))[0], canary.Port), CancellationToken.None);

        canary.IsUntouched.ShouldBeFalse("else the tests with it prove nothing");
    }

    [Fact]
    public async Task One_address_inside_among_many_refuses_the_name()
    {
        var dialled = false;
        var dialer = new Dialer(
            AllowedPlaces.Parse([]),
            (_, _) => Task.FromResult(new[] { Public, IPAddress.Parse("10.0.0.7") }),
            (_, _) =>
            {
                dialled = true;
                throw new InvalidOperationException();
            }
        );

        await Should.ThrowAsync<CallRefusedException>(() => dialer.DialAsync("mixed.example", 443, CancellationToken.None));

        dialled.ShouldBeFalse();
    }

    [Fact]
    public async Task Mail_and_message_brokers_go_the_same_guarded_way()
    {
        using var canary = new Canary();

        var mail = await Deliver.OnceAsync(
            new Sink.Smtp(new Uri($"smtp://127.0.0.1:{canary.Port}"), "cpt@example.com", ["ada@example.com"]),
            Notices.Of(Notices.Raised()),
            options: new DeliveryOptions()
        );
        var broker = await Deliver.OnceAsync(
            new Sink.RabbitMq(new Uri($"amqp://localhost:{canary.Port}"), "", "alerts"),
            Notices.Of(Notices.Raised()),
            options: new DeliveryOptions()
        );

        mail.ShouldBe(new SendOutcome.Failed(Refused));
        broker.ShouldBe(new SendOutcome.Failed(Refused));
        canary.IsUntouched.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("LocalHost", true)]
    [InlineData("127.0.0.2/32", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("localhost.example", false)]
    public async Task The_operator_allows_networks_addresses_and_names(string allowed, bool reached)
    {
        using var canary = new Canary();
        var dialer = new Dialer(AllowedPlaces.Parse([allowed]), (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

        if (reached)
            (await dialer.DialAsync("localhost.", canary.Port, CancellationToken.None)).Dispose();
        else
            await Should.ThrowAsync<CallRefusedException>(() => dialer.DialAsync("localhost.", canary.Port, CancellationToken.None));

        canary.IsUntouched.ShouldBe(!reached);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://inside")]
    [InlineData("")]
    public void A_place_that_is_none_cannot_be_allowed(string place) =>
        Should.Throw<FormatException>(() => AllowedPlaces.Parse([place])).Message.ShouldContain($"'{place}'");

    [Fact]
    public async Task The_next_address_is_dialled_where_one_does_not_answer()
    {
        using var canary = new Canary();
        var dialer = new Dialer(AllowedPlaces.Parse(["127.0.0.0/8"]), (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.9"), IPAddress.Loopback }));

        using var socket = await dialer.DialAsync("two.example", canary.Port, CancellationToken.None);

        socket.RemoteEndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, canary.Port));
    }

    private static async Task<Socket> ToAsync(IPEndPoint address, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, cancel);
        return socket;
    }

    /// <summary>A listener that nobody is to reach.</summary>
    private sealed class Canary : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Canary() => listener.Start();

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public bool IsUntouched => !listener.Pending();

        public void Dispose() => listener.Dispose();
    }
}
