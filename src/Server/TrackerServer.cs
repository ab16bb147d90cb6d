using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Access.OpenId;
using CustomerPerformanceTracker.Server.Adjustments;
using CustomerPerformanceTracker.Server.Alerts;
using CustomerPerformanceTracker.Server.Asking;
using CustomerPerformanceTracker.Server.Audit;
using CustomerPerformanceTracker.Server.Changes;
using CustomerPerformanceTracker.Server.Commands;
using CustomerPerformanceTracker.Server.Consuming;
using CustomerPerformanceTracker.Server.Customers;
using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Doctor;
using CustomerPerformanceTracker.Server.Experiments;
using CustomerPerformanceTracker.Server.Intake;
using CustomerPerformanceTracker.Server.Keeping;
using CustomerPerformanceTracker.Server.Pages;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Pages.Sharing;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Server.Settings;
using CustomerPerformanceTracker.Server.Watching;
using CustomerPerformanceTracker.Workflow;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Npgsql;

namespace CustomerPerformanceTracker.Server;

/// <summary>The HTTP API with the projections and detectors of every workspace running inside. The database stays the caller's to dispose.</summary>
public sealed class TrackerServer : IAsyncDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly IDisposable? export = Telemetry.Export();

    private TrackerServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens, with the ports it was given.</summary>
    public IReadOnlyList<string> Urls => [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];

    internal IEnumerable<RouteEndpoint> Routes => RoutesOf(app);

    internal LiveWorkspaces Workspaces => app.Services.GetRequiredService<LiveWorkspaces>();

    internal KeptPages Pages => app.Services.GetRequiredService<KeptPages>();

    /// <summary>Starts listening. Without any key in the database, and where nobody signs in, only loopback addresses are allowed.</summary>
    /// <exception cref="InvalidOperationException">There is no key and a URL is not of this machine alone, or the port is taken.</exception>
    public static async Task<TrackerServer> StartAsync(Database database, ServerOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var (keys, groups) = (new KeyStore(database, clock), new GroupStore(database, clock));
        if (options.Oidc is null && options.Urls.FirstOrDefault(url => !IsLoopback(url)) is { } open && !await keys.AnyAsync(cancel))
            throw new InvalidOperationException(
                $"There is no API key yet, and {open} can be reached from elsewhere. Make one first (`cpt keys create --scope admin --person NAME`), or "
                    + "listen on http://127.0.0.1:PORT."
            );

        var builder = WebApplication.CreateSlimBuilder();
        builder
            .Logging.ClearProviders()
            .AddJsonConsole(console => console.UseUtcTimestamp = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter(typeof(TrackerServer).Namespace, LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder
            .WebHost.UseUrls([.. options.Urls])
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = BodyLimits.Command.MaxRequestBodySize; // routing raises it where a route has a limit of its own
            });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            CommandJson.Configure(json.SerializerOptions);
            Json.Name(json.SerializerOptions);
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<CheckpointKeeper>().AddSingleton<QueueConsumers>().AddTools();
        if (options.Listens)
            builder
                .Services.AddHostedService(services => services.GetRequiredService<CheckpointKeeper>())
                .AddHostedService(services => services.GetRequiredService<QueueConsumers>());
        else
            builder.Services.AddSingleton<IServer, DeafServer>();
        builder
            .Services.AddSingleton(options)
            .AddSingleton<Strangers>()
            .AddSingleton<KeptPages>()
            .AddSingleton(keys)
            .AddSingleton(groups)
            .AddSingleton(new SessionStore(database, keys, groups, options.Oidc?.Issuer, clock))
            .AddSingleton(new SignInStore(database, clock))
            .AddSingleton(new ShareStore(database, clock))
            .AddSingleton<SharedPapers>()
            .AddSingleton(clock)
            .AddSingleton(_ => options.Sender ?? new Senders(options.Delivery, clock))
            .AddSingleton(services => new LiveWorkspaces(
                database,
                options,
                services.GetRequiredService<ISender>(),
                clock,
                services.GetRequiredService<ILoggerFactory>(),
                new Lazy<IDecisionOutbox?>(services.GetService<IDecisionOutbox>)
            ));
        if (options.Oidc is { } oidc)
            builder.Services.AddSingleton(_ => new Provider(oidc, clock));
        if (options.Workflow)
        {
            builder.AddWorkflow(database);
            builder.Services.AddSingleton<IWorkspaces>(services => services.GetRequiredService<LiveWorkspaces>());
        }

        builder.Services.AddOpenApi("v1", ApiDocument.Describe);
        builder.Services.AddRazorComponents();
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // a page's token is of no use without its cookie, which no page from elsewhere makes a browser send
            compression.MimeTypes = ["text/html", "image/svg+xml"];
        });
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);

        var built = builder.Build();
        var (opened, strangers) = (built.Services.GetRequiredService<LiveWorkspaces>(), built.Services.GetRequiredService<Strangers>());
        var logger = built.Services.GetRequiredService<ILoggerFactory>().CreateLogger<TrackerServer>();
        built.Lifetime.ApplicationStopping.Register(logger.Stopping);
        if (options.PathBase.Length > 0)
            built.UsePathBase(options.PathBase);
        built.UseResponseCompression();
        built.Use(next =>
        {
            built.Services.GetRequiredService<ToolDesk>().Way = next;
            return next;
        });
        built.Use(next => new Faults(next, logger).InvokeAsync);
        var rehearsal = new Rehearsal((await opened.OpenAsync(options.Workspace)).Engine.Log);
        built.Use(rehearsal.InvokeAsync);
        built.UseRouting();
        built.Use(next => new Gate(next, opened, keys, built.Services.GetRequiredService<SessionStore>(), strangers, options).InvokeAsync);
        built.Use(next => new QueryDoor(next).InvokeAsync);
        built.Use(next => new SealDoor(next).InvokeAsync);
        built.Use(next => new Idempotency(next).InvokeAsync);
        built.Use(next => new BodyDoor(next, built.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions).InvokeAsync);
        Map(built);
        var routes = Task.Run(() => RoutesOf(built).Count(), cancel); // they are made when first asked for
        var isRehearsed = options.Listens && await RehearseAsync(rehearsal.RunAsync, logger, cancel);
        if (options.Listens)
            await opened.OpenAllAsync(cancel);
        await routes;
        try
        {
            await built.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            await built.DisposeAsync();
            throw new InvalidOperationException($"{taken.Message} Choose another address with --urls.", taken);
        }

        var server = new TrackerServer(built);
        if (isRehearsed)
            await RehearseAsync(stop => rehearsal.RunAsync(new Uri(server.Urls[0]), stop), logger, cancel);
        return server;
    }

    /// <summary>What answers tools for somebody who has the database itself, in the default workspace: as under /mcp, under every scope.</summary>
    public async Task<McpServerOptions> ToolsAsync(string person)
    {
        var (options, tools) = (app.Services.GetRequiredService<ServerOptions>(), new McpServerOptions());
        var caller = new Caller(await Workspaces.OpenAsync(options.Workspace), person, new Credential.Machine());
        app.Services.GetRequiredService<ToolDesk>().Serve(tools, caller);
        return tools;
    }

    /// <summary>Ends when the process is asked to stop (Ctrl-C, SIGTERM) or <paramref name="cancel"/> is.</summary>
    public Task WaitAsync(CancellationToken cancel) => app.WaitForShutdownAsync(cancel);

    /// <summary>Finishes the requests it has, appends what is queued, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        export?.Dispose();
    }

    private static IEnumerable<RouteEndpoint> RoutesOf(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Returns whether the rehearsal came to its end. A database that takes no appends may still be read.</summary>
    private static async Task<bool> RehearseAsync(Func<CancellationToken, Task> rehearse, ILogger logger, CancellationToken cancel)
    {
        try
        {
            await rehearse(cancel);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or IOException or SocketException)
        {
            logger.RehearsalFailed(e.Message);
            return false;
        }
    }

    private static void Map(WebApplication app)
    {
        var api = app.MapGroup("/v1");
        SignalRoutes.Map(api);
        SegmentRoutes.Map(api);
        RejectedRoutes.Map(api);
        ReadRoutes.Map(api);
        FigureRoutes.Map(api);
        SelfCheckRoutes.Map(api);
        DigestRoutes.Map(api);
        TeamRoutes.Map(api);
        WhatIfRoutes.Map(api);
        ReplayRoutes.Map(api);
        LevelRoutes.Map(api);
        VoiceRoutes.Map(api);
        ChangeRoutes.Map(api);
        ExperimentRoutes.Map(api);
        LogRoutes.Map(api);
        AlertRoutes.Map(api);
        AdjustmentRoutes.Map(api);
        SubscriptionRoutes.Map(api);
        TraceRoutes.Map(api);
        EvidenceRoutes.Map(api);
        SettingRoutes.Map(api);
        KeyRoutes.Map(api);
        ShareRoutes.Map(api);
        GroupRoutes.Map(api);
        CustomerRoutes.Map(api);
        CustomerReadRoutes.Map(api);
        DoctorRoutes.Map(api);
        WatchRoutes.Map(app);
        PageRoutes.Map(app);
        AskingRoutes.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").IsOpen();
    }

    private static bool IsLoopback(string url) =>
        BindingAddress.Parse(url) is { Host: var host }
        && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
