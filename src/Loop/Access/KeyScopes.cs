namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>The stored names of scopes.</summary>
public static class KeyScopes
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<KeyScope>().Select(NameOf)];

    public static string NameOf(KeyScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The scope of that name, or null.</summary>
    public static KeyScope? Find(string name) => Names.Contains(name, StringComparer.Ordinal) ? Enum.Parse<KeyScope>(name, ignoreCase: true) : null;
}
