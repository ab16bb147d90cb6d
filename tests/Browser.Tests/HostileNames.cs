using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Campaigns whose names are markup, turn the direction of text, cannot be broken, or are of no alphabet; each with an alert and a change.</summary>
internal static class HostileNames
{
    public static readonly string[] All =
    [
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>",
        "sale \u202e\u2067evil\u200f \u202dname",
        new('w', 200),
        "🙂🙃👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    ];

    /// <summary>The id of the alert about a campaign.</summary>
    public static string Alert(int name) => $"hostile-{name}";

    /// <summary>Brings them in, beside a campaign with a usual name.</summary>
    public static async Task FillAsync(RunningServer server)
    {
        await PostAsync(server, SampleExperiment.Signals(customers: 60));
        for (var i = 0; i < All.Length; i++)
        {
            var name = JsonSerializer.Serialize(All[i]);
            await PostAsync(
                server,
                SampleExperiment
                    .Signals(customers: 40, seed: 2 + i)
                    .Select(signal => signal.Replace("\"campaign\":\"spring\"", $"\"campaign\":{name}", StringComparison.Ordinal))
            );
            await server.Engine.RaiseAsync(SampleAlerts.Make(Alert(i), All[i]));
            await ProposeAsync(server, All[i]);
        }

        await server.FoldedAsync();
    }

    /// <summary>Proposes a change, by somebody else than who looks at the pages; returns its id.</summary>
    public static async Task<string> ProposeAsync(RunningServer server, string campaign)
    {
        var draft = new ProposalDraft(
            campaign,
            Levers.Messaging,
            $"say what it costs, in {campaign}",
            SampleExperiment.Control,
            SampleExperiment.Treatment,
            "they feel misled",
            "trust",
            Expected: 4,
            new SuccessRule(AtLeast: 2, BeforeDays: 28, AfterDays: 28, SuccessRule.UsualGuard, SuccessRule.UsualGuardMostLoss),
            []
        );
        return (await server.Engine.Adjustments.ProposeAsync(draft, new("ada", "trust fell"), CancellationToken.None)).Id;
    }

    private static async Task PostAsync(RunningServer server, IEnumerable<string> signals)
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(signals)));
        posted.IsSuccessStatusCode.ShouldBeTrue(await posted.Content.ReadAsStringAsync());
    }
}
