namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>What let somebody in, which decides what they may do.</summary>
public abstract record Credential
{
    private Credential() { }

    public abstract bool Allows(KeyScope scope);

    /// <summary>The machine itself: a caller on it while there are no keys, or a program that reads the database. It may do everything.</summary>
    public sealed record Machine : Credential
    {
        public override bool Allows(KeyScope scope) => true;
    }

    /// <summary>An API key, or a session that was begun with it.</summary>
    public sealed record OfKey(ApiKey Key) : Credential
    {
        public override bool Allows(KeyScope scope) => Key.Allows(scope);
    }

    /// <summary>Groups of an OpenID provider; <paramref name="Scopes"/> are what the workspace grants to them at the time of the request.</summary>
    public sealed record OfGroups(IReadOnlyList<KeyScope> Scopes) : Credential
    {
        public override bool Allows(KeyScope scope) => KeyScopes.Include(Scopes, scope);
    }
}
