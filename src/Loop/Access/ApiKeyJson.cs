using System.Text.Json;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>The wire form of a key: everything but its secret.</summary>
public static class ApiKeyJson
{
    public static void Write(Utf8JsonWriter json, ApiKey key)
    {
        json.WriteString("id", key.Id);
        json.WriteString("workspace", key.Workspace);
        json.WriteStartArray("scopes");
        foreach (var scope in key.Scopes)
            json.WriteStringValue(KeyScopes.NameOf(scope));
        json.WriteEndArray();
        json.WriteString("person", key.Person);
        json.WriteString("label", key.Label);
        json.WriteString("createdAt", key.CreatedAt);
        Time("expiresAt", key.ExpiresAt);
        Time("revokedAt", key.RevokedAt);

        void Time(string name, DateTimeOffset? time)
        {
            if (time is { } at)
                json.WriteString(name, at);
            else
                json.WriteNull(name);
        }
    }
}

/// <summary>The stored names of scopes.</summary>
public static class KeyScopes
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<KeyScope>().Select(NameOf)];

    public static string NameOf(KeyScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The scope of that name, or null.</summary>
    public static KeyScope? Find(string name) => Names.Contains(name, StringComparer.Ordinal) ? Enum.Parse<KeyScope>(name, ignoreCase: true) : null;
}
