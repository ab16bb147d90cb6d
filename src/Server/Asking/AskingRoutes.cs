using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Asking;

/// <summary>The tools over HTTP, where every request stands for itself.</summary>
internal static class AskingRoutes
{
    private const string Path = "/mcp";

    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ToolDesk>();
        services
            .AddMcpServer()
            .WithHttpTransport(transport =>
            {
                transport.Stateless = true;
                transport.ConfigureSessionOptions = (context, options, _) =>
                {
                    context.RequestServices.GetRequiredService<ToolDesk>().Serve(options, context.Caller());
                    return Task.CompletedTask;
                };
            });
        return services;
    }

    /// <summary>The protocol describes its messages itself, so the OpenAPI document leaves them out.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapMcp(Path)
            .Needs(KeyScope.Read)
            .Takes("A message of the Model Context Protocol.", required: true, type: null, "application/json")
            .WithMetadata(new KeepsNoAnswer(), new ExcludeFromDescriptionAttribute())
            .Add(route => route.RequestDelegate = Read(route.RequestDelegate!));

    /// <summary>A message has the limits of every body.</summary>
    private static RequestDelegate Read(RequestDelegate next) =>
        async context =>
        {
            using var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
            context.Request.Body = new MemoryStream(body.Bytes.ToArray(), writable: false);
            await next(context);
        };
}
