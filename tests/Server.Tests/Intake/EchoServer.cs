using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CustomerPerformanceTracker.Server.Tests.Intake;

/// <summary>A web server that gives every request to one function, and keeps the paths it was asked for.</summary>
internal sealed class EchoServer(WebApplication app, List<string> paths) : IAsyncDisposable
{
    public IReadOnlyList<string> Paths => paths;

    public Uri Url => new(app.Urls.Single());

    public static async Task<EchoServer> StartAsync(RequestDelegate answer)
    {
        var paths = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            lock (paths)
                paths.Add(context.Request.Path);
            return answer(context);
        });
        await app.StartAsync();
        return new EchoServer(app, paths);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
