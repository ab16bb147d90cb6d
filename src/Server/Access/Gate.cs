using System.Net;
using System.Text;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>Who asks: the workspace, the person, and what let them in.</summary>
internal sealed record Caller(LiveWorkspace Workspace, string Person, Credential By)
{
    /// <summary>The id of the key that was used; null where none was.</summary>
    public string? KeyId => (By as Credential.OfKey)?.Key.Id;

    /// <summary>Whether it is the machine itself, to which all workspaces are open.</summary>
    public bool IsMachine => By is Credential.Machine;

    /// <summary>The hold on the Idempotency-Key that the request came with; null where it has none, or nothing is kept of it.</summary>
    public RequestClaim? Claim { get; init; }

    public bool Allows(KeyScope scope) => By.Allows(scope);
}

/// <summary>What a route asks of its caller. A route that says nothing answers nobody.</summary>
internal sealed record RouteScope(KeyScope? Scope);

internal static class RouteScopes
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteScope(scope));

    /// <summary>Answers everybody; for what says nothing of any workspace, and for links, which show what they were made for.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteScope(null));

    public static Caller Caller(this HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    /// <summary>Refuses a caller without a scope that the route does not ask of everybody, and records the refusal as the route's own would be.</summary>
    /// <param name="why">What needs the scope, as the subject of a sentence that goes on with "needs a key" or "needs a group".</param>
    /// <param name="pointer">The member of the body that asks for it.</param>
    /// <exception cref="ProblemException">The caller does not have it.</exception>
    public static void Require(this HttpContext context, KeyScope scope, string why, string? pointer = null)
    {
        if (context.Caller().Allows(scope))
            return;
        var problem = Missing(context.Caller(), scope, why) with { Pointer = pointer };
        Record(context, context.Caller(), problem);
        throw new ProblemException(problem);
    }

    internal static Problem Missing(Caller caller, KeyScope scope, string why = "This") =>
        new(
            403,
            "scope_missing",
            caller.By is Credential.OfGroups
                ? $"{why} needs a group with the scope {KeyScopes.NameOf(scope)}; `cpt groups list` shows what each group may do."
                : $"{why} needs a key with the scope {KeyScopes.NameOf(scope)}; `cpt keys list` shows what each key may do."
        );

    internal static void Record(HttpContext context, Caller caller, Problem problem)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        caller.Workspace.Access.Add(new Refusal(caller.KeyId ?? "", caller.Person, context.Request.Method, route, problem.Code));
    }
}

/// <summary>
/// Lets a request through to its route, or refuses it. The key comes as <c>Authorization: Bearer KEY</c>, or as the user name of Basic, as Segment's
/// libraries send their write key, or a page's cookie names a session (<see cref="PageSession"/>). Until a database has its first key, callers from this
/// machine itself may do everything in the default workspace, unless people sign in through a provider: then nobody is let in unasked. A request that a proxy
/// passed on, or that a page from elsewhere made a browser send, is not from this machine. What a tool asks of a route comes with its caller
/// (<see cref="Asking.ToolDesk"/>).
/// </summary>
internal sealed class Gate(RequestDelegate next, LiveWorkspaces workspaces, KeyStore keys, SessionStore sessions, Strangers strangers, ServerOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await Problem.NotFound("There is no such route; /openapi/v1.json lists them all.").ExecuteAsync(context);
            return;
        }

        if (endpoint is not RouteEndpoint)
        {
            // Routing's own answer that the path is there, but not for this method.
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status415UnsupportedMediaType })
                await new Problem(415, "unknown_content_type", "The body is JSON; send it with 'Content-Type: application/json'.", "Content-Type").ExecuteAsync(
                    context
                );
            else if (context.Response is { HasStarted: false, StatusCode: var status and >= 400 })
                await new Problem(
                    status,
                    "method_not_allowed",
                    $"This route does not answer {context.Request.Method}; it does answer {context.Response.Headers.Allow}."
                ).ExecuteAsync(context);
            return;
        }

        if (endpoint.Metadata.GetMetadata<RouteScope>() is not { } route)
        {
            await new Problem(403, "route_without_scope", "This route says nothing of who may use it, so nobody may.").ExecuteAsync(context);
            return;
        }

        if (route.Scope is not { } scope)
        {
            await next(context);
            return;
        }

        if ((context.Items[typeof(Caller)] as Caller ?? await CallerAsync(context)) is not { } caller)
        {
            if (PageRoute.IsOf(context) && HttpMethods.IsGet(context.Request.Method))
            {
                var to = Uri.EscapeDataString(context.Request.Path + context.Request.QueryString.Value);
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = $"{context.Request.PathBase}/sign-in?to={to}";
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"cpt\"";
            strangers.Count();
            await new Problem(401, "key_needed", "Send a valid key as 'Authorization: Bearer KEY'; `cpt keys create` makes one.").ExecuteAsync(context);
        }
        else if (!caller.Allows(scope))
        {
            var problem = RouteScopes.Missing(caller, scope);
            RouteScopes.Record(context, caller, problem);
            await problem.ExecuteAsync(context);
        }
        else
        {
            context.Items[typeof(Caller)] = caller;
            await next(context);
        }
    }

    private async ValueTask<Caller?> CallerAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (KeyOf(context.Request) is { } text)
            return await keys.FindAsync(text, cancel) is { } key
                ? new Caller(await workspaces.OpenAsync(key.Workspace), key.Person, new Credential.OfKey(key))
                : null;
        if (PageSession.Of(context) is { } secret && await sessions.FindAsync(secret, cancel) is { } shown)
            return new Caller(await workspaces.OpenAsync(shown.Workspace), shown.Person, shown.By);
        return options.Oidc is null && IsFromThisMachine(context) && !await keys.AnyAsync(cancel)
            ? new Caller(await workspaces.OpenAsync(options.Workspace), "local", new Credential.Machine())
            : null;
    }

    private static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return header.Length == 0 ? null : "";
        Span<byte> decoded = stackalloc byte[256];
        if (header.Length > 300 || !Convert.TryFromBase64String(header[6..].Trim(), decoded, out var length))
            return "";
        var pair = Encoding.UTF8.GetString(decoded[..length]);
        return pair.Split(':', 2)[0];
    }

    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsThisMachine(context.Request.Host.Host)
        && IsOwnOrigin(context.Request.Headers.Origin.ToString())
        && !context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The name a browser believes it talks to: a foreign one that was made to resolve to this machine is not this machine's.</summary>
    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsOwnOrigin(string origin) => origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsThisMachine(page.Host));
}
