using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>A key to be made; it is for the caller's own workspace.</summary>
internal sealed record NewKey(
    [property: Description("Any of ingest, read, operate, approve, customers, voices, admin.")] IReadOnlyList<string> Scopes,
    [property: Description("Who acts with it.")] string Person,
    string Reason,
    string? Label = null,
    DateTimeOffset? ExpiresAt = null
);

internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").Needs(KeyScope.Admin).WithTags("keys");
        keys.MapGet("", ListAsync).WithName("listKeys").WithSummary("The workspace's keys, without their secrets.");
        keys.MapPost("", CreateAsync).WithName("createKey").WithSummary("Make a key. Its text is in this answer and nowhere else.");
        keys.MapDelete("/{id}", RevokeAsync).WithName("revokeKey").WithSummary("Revoke a key; it opens nothing within a second.");
    }

    private static async Task<Answer<KeyListView>> ListAsync(HttpContext context, KeyStore keys, CancellationToken cancel)
    {
        var all = await keys.ListAsync(context.Caller().Workspace.Name, cancel);
        return Answer.Of(KeyListView.Of(all));
    }

    private static async Task<SecretAnswer<NewKeyView>> CreateAsync(HttpContext context, KeyStore keys, NewKey wanted, CancellationToken cancel)
    {
        var (key, text) = await MakeAsync(context.Caller(), keys, wanted, cancel);
        return new SecretAnswer<NewKeyView>(
            new ShownOnce("key", key.Id, $"DELETE /v1/keys/{key.Id} revokes it; then make another with a new Idempotency-Key."),
            NewKeyView.Of(key, text.Text)
        );
    }

    /// <summary>Makes a key of the caller's workspace.</summary>
    /// <exception cref="ProblemException">A scope is unknown, or something that a key needs is missing.</exception>
    public static async Task<(ApiKey Key, KeyText Text)> MakeAsync(Caller caller, KeyStore keys, NewKey wanted, CancellationToken cancel)
    {
        var scopes = ScopesOf(wanted.Scopes);
        if (scopes.Count == 0 || string.IsNullOrWhiteSpace(wanted.Person) || string.IsNullOrWhiteSpace(wanted.Reason))
            throw new ProblemException(new Problem(422, "incomplete_key", "A key has scopes, the person or program that acts with it, and a reason."));

        var made = await keys.CreateAsync(
            caller.Workspace.Engine,
            scopes,
            wanted.Person,
            wanted.Label ?? "",
            wanted.ExpiresAt is { } end ? Instant.FromDateTimeOffset(end) : null,
            Commanded.As(caller, wanted.Reason),
            cancel
        );
        caller.Workspace.Wake();
        return made;
    }

    /// <summary>The scopes of names that a body gave.</summary>
    /// <exception cref="ProblemException">A scope is unknown.</exception>
    public static IReadOnlyList<KeyScope> ScopesOf(IReadOnlyList<string>? names) =>
        [
            .. (names ?? []).Select(name =>
                KeyScopes.Find(name)
                ?? throw new ProblemException(
                    new Problem(422, "unknown_scope", KnownNames.Refusal("scope", name, KeyScopes.Names), "/scopes", Known: KeyScopes.Names)
                )
            ),
        ];

    private static async Task<Results<NoContent, Problem>> RevokeAsync(
        HttpContext context,
        KeyStore keys,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        if (!await keys.RevokeAsync(caller.Workspace.Engine, id, Commanded.As(caller, reason ?? "revoked through the API"), cancel))
            return Problem.NotFound($"There is no valid key '{id}' in this workspace; GET /v1/keys lists them.");
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }
}
