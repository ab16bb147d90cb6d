using NodaTime;

namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// Two invented campaigns as native signals, one JSON object a line, in order of occurrence. In <see cref="SpringLaunch"/> trust breaks for
/// <see cref="BreakSegment"/> customers at <see cref="BreakTouchpoint"/> when <see cref="MessageAfter"/> replaces <see cref="MessageBefore"/>,
/// while conversion holds, and mends when <see cref="MessageMended"/> takes the promise back; in <see cref="AutumnBrand"/> nothing breaks.
/// </summary>
/// <remarks>
/// The same seed and options give the same bytes on every platform. A shorter campaign is the beginning of a longer one: the same lines with the same ids.
/// </remarks>
public static class SampleCampaign
{
    public const string SpringLaunch = "spring-launch";
    public const string AutumnBrand = "autumn-brand";

    /// <summary>The day, counted from 0 at <see cref="SampleOptions.Start"/>, from whose first moment <see cref="MessageAfter"/> is shown.</summary>
    public const int BreakDay = 120;

    /// <summary>The day from whose first moment <see cref="MessageMended"/> is shown.</summary>
    public const int MendDay = 180;

    public const string BreakSegment = "new";
    public const string BreakTouchpoint = "checkout";
    public const string MessageBefore = "hero@7";
    public const string MessageAfter = "hero@8";
    public const string MessageMended = "hero@9";

    /// <summary>Every version of every message, in order of publication.</summary>
    public static IReadOnlyList<SampleMessage> Messages { get; } =
    [
        new(SpringLaunch, MessageBefore, "landing", Day: 0, "Your garden, planned in an evening. From 19.90 a month, cancel any time."),
        new(SpringLaunch, "price@3", "product", Day: 0, "All tools, one price. Billed monthly."),
        new(AutumnBrand, "story@2", "landing", Day: 0, "Twenty years of growing together."),
        new(SpringLaunch, MessageAfter, "landing", BreakDay, "Your garden, free to start. Plan it tonight."),
        new(SpringLaunch, MessageMended, "landing", MendDay, "Your garden, planned in an evening. 19.90 a month, billed monthly."),
    ];

    /// <summary>The lines, without line ends, made as they are read.</summary>
    public static IEnumerable<string> Lines(ulong seed, SampleOptions? options = null)
    {
        var chosen = options ?? new SampleOptions();
        var campaigns = CampaignPlan.All.Select(plan => new CampaignDays(plan, seed, chosen)).ToArray();
        var due = new DueSignals();
        var line = new SignalLine(chosen.Start);

        for (var day = 0; day < chosen.Days; day++)
        {
            foreach (var campaign in campaigns)
                campaign.Live(day, due);
            foreach (var signal in due.Before(day + 1))
                yield return line.Of(signal);
        }
    }

    /// <summary>Writes the lines, each ended by a single line feed.</summary>
    public static void Write(TextWriter writer, ulong seed, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var line in Lines(seed, options))
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    /// <summary>The date on which trust breaks for a campaign with these options.</summary>
    public static LocalDate BreakDate(SampleOptions? options = null) => (options ?? new SampleOptions()).Start.PlusDays(BreakDay);

    /// <summary>The date on which trust mends for a campaign with these options.</summary>
    public static LocalDate MendDate(SampleOptions? options = null) => (options ?? new SampleOptions()).Start.PlusDays(MendDay);
}
