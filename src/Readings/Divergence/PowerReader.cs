using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What one watch of a policy would notice.</summary>
public sealed record CampaignPower(string Campaign, Scope Scope, WatchPower Power);

/// <summary>What a policy would notice as things stand.</summary>
/// <param name="Simulated">The watches with the most answers, played through.</param>
/// <param name="NotAsked">Further campaigns in which nobody was asked for the emotional KPI.</param>
/// <param name="TooFew">Further campaigns whose answers of a year are too few for a null.</param>
/// <param name="Others">How many further campaigns it watches that were not played through.</param>
public sealed record PolicyPower(
    Policy Policy,
    IReadOnlyList<CampaignPower> Simulated,
    IReadOnlyList<string> NotAsked,
    IReadOnlyList<string> TooFew,
    int Others
)
{
    /// <summary>Whether it watches campaigns, and could notice a fall in none of them.</summary>
    public bool IsNever => Others == 0 && Simulated.Count + NotAsked.Count + TooFew.Count > 0 && Simulated.All(one => one.Power.IsNever);
}

/// <summary>Says what policies would notice, by playing falls on their watches.</summary>
public sealed class PowerReader(Database database, Workspace workspace, ReceivedDays receipts, TimeProvider clock)
{
    /// <summary>Of how many campaigns a policy's power is played through where nobody names one: each takes part of a second.</summary>
    public const int Usual = 3;

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <param name="most">How many campaigns are played through, those with the most answers first.</param>
    /// <param name="campaign">Only this one; null: all that the policy watches.</param>
    public async Task<PolicyPower> OfAsync(Policy policy, int most, string? campaign, CancellationToken cancel)
    {
        var watched = (await AnsweredAsync(policy, cancel)).Where(one => policy.Watches(one.Name) && (campaign is null || one.Name == campaign)).ToArray();
        var simulated = new List<CampaignPower>();
        foreach (var one in watched.Take(most))
            simulated.AddRange(await SimulateAsync(policy, one.Id, one.Name, cancel));

        var others = watched.Skip(most).ToArray();
        string[] notAsked = [.. others.Where(one => one.Answers == 0).Select(one => one.Name)];
        string[] tooFew = [.. others.Where(one => one.Answers > 0 && one.Answers < DeclaredNull.FewestAnswers(policy)).Select(one => one.Name)];
        return new(policy, simulated, notAsked, tooFew, others.Length - notAsked.Length - tooFew.Length);
    }

    /// <summary>What a policy would notice on one campaign after its received days; nothing where it does not watch it.</summary>
    /// <param name="closed">The last day that is over.</param>
    internal static PolicyPower Of(Policy policy, string campaign, IReadOnlyList<ReceivedMeasure> received, LocalDate closed) =>
        new(policy, policy.Watches(campaign) ? Simulated(policy, campaign, received, closed) : [], [], [], Others: 0);

    private async Task<IReadOnlyList<CampaignPower>> SimulateAsync(Policy policy, int id, string name, CancellationToken cancel) =>
        Simulated(
            policy,
            name,
            await receipts.ReadAsync(id, DayBatches.By(policy), LocalDate.MaxIsoValue, Cursors.Now, cancel),
            clock.GetCurrentInstant().InZone(zone).Date.PlusDays(-1)
        );

    private static IReadOnlyList<CampaignPower> Simulated(Policy policy, string campaign, IReadOnlyList<ReceivedMeasure> received, LocalDate closed) =>
        [
            .. DayBatches
                .Of(policy, received)
                .OrderByDescending(scope => scope.Value.Sum(day => day.Answers))
                .Take(Usual)
                .Select(scope => new CampaignPower(
                    campaign,
                    scope.Key,
                    PowerSimulation.Unbegun(policy, scope.Value, closed) ?? PowerSimulation.Of(policy, [.. scope.Value.Where(day => day.Day <= closed)])
                )),
        ];

    private async Task<IReadOnlyList<(int Id, string Name, long Answers)>> AnsweredAsync(Policy policy, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(PowerReader), "answered"), workspace.Id, policy.Emotion.Kpi.Name);
        return await command.ListAsync(row => (row.Get<int>("id"), row.Text("name"), row.Get<long>("answers")), cancel);
    }
}
