using CustomerPerformanceTracker.Loop.Access;

namespace CustomerPerformanceTracker.Wire;

/// <summary>An API key without its secret.</summary>
public record KeyView(
    string Id,
    string Workspace,
    IReadOnlyList<string> Scopes,
    string Person,
    string Label,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt
)
{
    public static KeyView Of(ApiKey key) =>
        new(
            key.Id,
            key.Workspace,
            [.. key.Scopes.Select(KeyScopes.NameOf)],
            key.Person,
            key.Label,
            key.CreatedAt.ToDateTimeOffset(),
            key.ExpiresAt?.ToDateTimeOffset(),
            key.RevokedAt?.ToDateTimeOffset()
        );
}

/// <summary>A key that was just made, with its text, which is in this answer and nowhere else.</summary>
public sealed record NewKeyView : KeyView
{
    private NewKeyView(KeyView key)
        : base(key) { }

    [JsonPropertyOrder(-1)]
    public required string Key { get; init; }

    public static NewKeyView Of(ApiKey key, string text) => new(KeyView.Of(key)) { Key = text };
}

/// <summary>The keys of a workspace, the oldest first.</summary>
public sealed record KeyListView(IReadOnlyList<KeyView> Keys)
{
    public static KeyListView Of(IEnumerable<ApiKey> keys) => new([.. keys.Select(KeyView.Of)]);
}

/// <summary>The key that was just revoked.</summary>
public sealed record KeyRevokedView(string Revoked);
