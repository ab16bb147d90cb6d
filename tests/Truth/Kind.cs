namespace CustomerPerformanceTracker.Truth;

/// <summary>What happens in a campaign, or what is peculiar to its days; apart from that nothing does.</summary>
internal enum Kind
{
    Steady,
    NoisyDays,
    WanderingDays,
    WeeklyRhythm,
    RepeatCustomers,
    Growth,
    RareRefunds,
    MixShift,
    SaleWeek,
    Outage,
    SlowSlide,
    BrokenAndLeft,
    BrokenAndRepaired,
    BrokenWhileSalesRose,
    BrokenOnNoisyDays,
    NewMessage,
    GainThatStood,
    SalesRose,
    SalesFell,
    RefundsRose,
}

internal static class Kinds
{
    public static IReadOnlyList<Kind> All { get; } = Enum.GetValues<Kind>();

    /// <summary>What the table says of the kind.</summary>
    public static string Words(this Kind kind) =>
        kind switch
        {
            Kind.Steady => "steady",
            Kind.NoisyDays => "noisy days (sd 4 points)",
            Kind.WanderingDays => "wandering days (AR .7, sd 3)",
            Kind.WeeklyRhythm => "weekly rhythm",
            Kind.RepeatCustomers => "4 answers a customer (ICC .6)",
            Kind.Growth => "volume grows, rates stay",
            Kind.RareRefunds => "rare refunds",
            Kind.MixShift => "shares of segments move",
            Kind.SaleWeek => "a sale week's guests",
            Kind.Outage => "outage of the survey",
            Kind.SlowSlide => "slow slide",
            Kind.BrokenAndLeft => "broken and left",
            Kind.BrokenAndRepaired => "broken and repaired",
            Kind.BrokenWhileSalesRose => "broken while sales rose",
            Kind.BrokenOnNoisyDays => "broken, noisy days (sd 4)",
            Kind.NewMessage => "new message version",
            Kind.GainThatStood => "a gain that stood",
            Kind.SalesRose => "sales rose",
            Kind.SalesFell => "sales fell",
            Kind.RefundsRose => "refunds rose",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
