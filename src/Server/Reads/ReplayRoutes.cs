using System.ComponentModel;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>A campaign day by day as it was known, and when each policy in force would have told.</summary>
internal static class ReplayRoutes
{
    /// <summary>Policies of one replay, at the most: what each would notice is played, which can take some seconds.</summary>
    public const int MostPolicies = 5;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .MapGet("/replay/{campaign}", ReplayAsync)
            .WithName("replayCampaign")
            .WithSummary("What was known of a campaign day by day, when each policy would have told, and how far that is from the break seen with hindsight.")
            .WithDescription($"At most {MostPolicies} policies at once. `POST /v1/policies/whatif` tries policies that are not in force.");

    private static async Task<Answer<ReplayView>> ReplayAsync(
        HttpContext context,
        string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("Names of policies in force, parted by commas; all of them where left out. The first names the KPIs of the daily line.")] string? policy,
        [Description("First day that is told; detectors and hindsight know every day.")] string? from,
        [Description("Last day that is told.")] string? to,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var engine = workspace.Engine;
        campaign = Query.Name(context, campaign);
        var asked = cursors.Read(workspace);
        // One seal for the policies and for the days, also while more is folded.
        asked = asked with
        {
            Seal = asked.Seal ?? await engine.Cells.FoldedAsync(cancel),
        };
        var (first, last) = (Query.Date("from", from), Query.Date("to", to));
        var stored = (await engine.Settings.PoliciesAsync(asked.Seal, cancel)).Select(set => set.Policy).ToArray();
        var question = new ReplayQuestion(campaign, Chosen(stored, Query.List(policy)), first, last, asked);
        return Answer.Of(ReplayView.Of(await ReadRoutes.ToldAsync(() => engine.Replays.RunAsync(question, cancel)) ?? throw ReadRoutes.Missing(campaign)));
    }

    private static Policy[] Chosen(Policy[] stored, IReadOnlyList<string> names)
    {
        if (stored.Length == 0)
            throw Bad("No policy is in force with these cursors. `PUT /v1/policies` sets one; `POST /v1/policies/whatif` tries some that are not set.");
        foreach (var name in names.Where(name => stored.All(one => one.Name != name)))
            throw Bad(KnownNames.Refusal("policy in force", name, [.. stored.Select(one => one.Name)]));
        Policy[] chosen = names.Count == 0 ? stored : [.. names.Distinct(StringComparer.Ordinal).Select(name => stored.Single(one => one.Name == name))];
        return chosen.Length <= MostPolicies
            ? chosen
            : throw Bad($"{chosen.Length} policies are asked for, and {MostPolicies} are replayed at once at the most. Name those to replay.");
    }

    private static ProblemException Bad(string why) => new(Problem.Bad("policy", why));
}
