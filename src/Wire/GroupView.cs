using CustomerPerformanceTracker.Loop.Access;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What a workspace grants to a group of the provider that people sign in through.</summary>
public sealed record GroupView(string Group, string Workspace, IReadOnlyList<string> Scopes, DateTimeOffset GrantedAt)
{
    public static GroupView Of(GroupGrant grant) =>
        new(grant.Name, grant.Workspace, [.. grant.Scopes.Select(KeyScopes.NameOf)], grant.GrantedAt.ToDateTimeOffset());
}

/// <summary>The groups that a workspace grants something to, in the order of their names.</summary>
public sealed record GroupListView(IReadOnlyList<GroupView> Groups)
{
    public static GroupListView Of(IEnumerable<GroupGrant> grants) => new([.. grants.Select(GroupView.Of)]);
}

/// <summary>The group whose grant was just revoked.</summary>
public sealed record GroupRevokedView(string Revoked);
