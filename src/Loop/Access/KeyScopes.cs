namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>The stored names of scopes.</summary>
public static class KeyScopes
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<KeyScope>().Select(NameOf)];

    public static string NameOf(KeyScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The scope of that name, or null.</summary>
    public static KeyScope? Find(string name) => Names.Contains(name, StringComparer.Ordinal) ? Enum.Parse<KeyScope>(name, ignoreCase: true) : null;

    /// <summary>Whether those scopes allow what needs this one.</summary>
    internal static bool Include(IReadOnlyList<KeyScope> scopes, KeyScope scope) => scopes.Contains(scope) || scopes.Contains(KeyScope.Admin);

    internal static string[] NamesOf(IEnumerable<KeyScope> scopes) => [.. scopes.Select(NameOf)];

    /// <summary>The scopes of stored names; one that this release does not know allows nothing.</summary>
    internal static IReadOnlyList<KeyScope> Of(IEnumerable<string> names) => [.. names.Select(Find).OfType<KeyScope>()];
}
