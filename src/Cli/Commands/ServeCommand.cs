using CustomerPerformanceTracker.Server;
using CustomerPerformanceTracker.Server.Consuming;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, apart by ';'. Port 0 takes a free one.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var pathBase = new Option<string>("--path-base")
        {
            Description = "Prefix under which a reverse proxy shows it, such as /cpt.",
            DefaultValueFactory = _ => "",
        };
        var pages = PublicUrl();
        var folders = new Option<string[]>("--checkpoints-to")
        {
            Description = "A further folder that gets a copy of each signed checkpoint; may be given several times.",
            HelpName = "FOLDER",
        };
        var seals = new Option<int>("--checkpoint-seals")
        {
            Description = "Keep a checkpoint after so many seals.",
            DefaultValueFactory = _ => 1_000,
            HelpName = "N",
        };
        var minutes = new Option<double>("--checkpoint-minutes")
        {
            Description = "Keep a checkpoint after so many minutes, where there is anything new.",
            DefaultValueFactory = _ => 10,
            HelpName = "M",
        };
        var queues = new Option<string[]>("--consume")
        {
            Description =
                "A RabbitMQ queue whose messages are signals, amqp://USER:PASSWORD@HOST/VHOST?queue=NAME; may be given several times. Also CPT_CONSUME, "
                + "apart by spaces, which keeps the password out of the list of processes.",
            HelpName = "QUEUE",
            DefaultValueFactory = _ => (Environment.GetEnvironmentVariable("CPT_CONSUME") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
        var command = new Command(
            "serve",
            "The HTTP API, with projections and detectors running inside. Without keys it answers this machine alone. Ctrl-C finishes what it has, then stops."
        )
            .With(urls, pathBase, pages, folders, seals, minutes, queues, Places.AllowNetwork)
            .With(SignInOptions.Issuer, SignInOptions.Client, SignInOptions.GroupsClaim)
            .WithExample(
                "cpt serve --urls http://127.0.0.1:5080",
                "cpt serve --public-url https://cpt.example.org",
                "cpt serve --public-url https://cpt.example.org --oidc-issuer https://id.example.org --oidc-client cpt"
            );
        command.SetAction(
            async (options, cancel) =>
            {
                if (options.GetValue(seals) < 1 || options.GetValue(minutes) is not (> 0 and < 1e6))
                    throw new UsageException("--checkpoint-seals and --checkpoint-minutes are numbers above 0.");
                var consumed = options.GetRequiredValue(queues).Select(SignalQueue.Parse).ToArray();
                var provider = SignInOptions.Of(options);

                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var wanted = new ServerOptions(
                    options.GetRequiredValue(urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    options.GetRequiredValue(GlobalOptions.Workspace),
                    options.GetRequiredValue(GlobalOptions.Zone),
                    options.GetRequiredValue(pathBase)
                )
                {
                    Workflow = true,
                    SignalQueues = consumed,
                    Oidc = provider,
                    Delivery = Places.Options(options) with { Pages = PagesOf(options.GetValue(pages)) },
                    DataFolder = options.GetRequiredValue(GlobalOptions.Data),
                    CheckpointFolders = options.GetValue(folders) ?? [],
                    CheckpointSeals = options.GetValue(seals),
                    CheckpointEvery = TimeSpan.FromMinutes(options.GetValue(minutes)),
                };
                await using var server = await TrackerServer.StartAsync(session.Engine.Database, wanted, TimeProvider.System, cancel);
                foreach (var url in server.Urls)
                    await Console.Error.WriteLineAsync($"Listening on {url}{wanted.PathBase}");
                await server.WaitAsync(cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Where people reach the pages.</summary>
    public static Option<string?> PublicUrl() =>
        new("--public-url")
        {
            Description = "Where people reach the pages, with its prefix; digests, shared links and a provider lead people there. Also CPT_PUBLIC_URL.",
            HelpName = "URL",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CPT_PUBLIC_URL") is { Length: > 0 } url ? url : null,
        };

    /// <exception cref="UsageException">The text is no address of pages.</exception>
    public static Uri? PagesOf(string? url) =>
        url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0 ? address
        : throw new UsageException($"--public-url {url} is no address such as https://cpt.example.org.");
}
