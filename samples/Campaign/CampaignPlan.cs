namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// What a campaign is made of, before chance has its say. Shares of one list add up to 1; the letter tells its customers and orders from others.
/// </summary>
internal sealed record CampaignPlan(
    string Name,
    char Letter,
    int KnownCustomers,
    double ImpressionsPerDay,
    IReadOnlyList<ChannelPlan> Channels,
    IReadOnlyList<SegmentPlan> Segments,
    IReadOnlyList<MessagePlan> Messages
)
{
    public static IReadOnlyList<CampaignPlan> All { get; } =
    [
        new(
            SampleCampaign.SpringLaunch,
            's',
            KnownCustomers: 3_000,
            ImpressionsPerDay: 100_000,
            [
                new("email", Share: 0.15, ClickRate: 0.060, CentsPerClick: 9),
                new("search", Share: 0.40, ClickRate: 0.034, CentsPerClick: 62),
                new("social", Share: 0.45, ClickRate: 0.017, CentsPerClick: 41),
            ],
            [
                new("new", Share: 0.68, ReachCheckout: 0.18, Buy: 0.34, Answer: 0.45),
                new("returning", Share: 0.32, ReachCheckout: 0.25, Buy: 0.46, Answer: 0.38),
            ],
            [
                new(
                    SampleCampaign.MessageBefore,
                    Share: 0.72,
                    (SampleCampaign.BreakDay, SampleCampaign.MessageAfter),
                    (SampleCampaign.MendDay, SampleCampaign.MessageMended)
                ),
                new("price@3", Share: 0.28),
            ]
        ),
        new(
            SampleCampaign.AutumnBrand,
            'a',
            KnownCustomers: 900,
            ImpressionsPerDay: 30_000,
            [new("search", Share: 0.35, ClickRate: 0.030, CentsPerClick: 55), new("social", Share: 0.65, ClickRate: 0.015, CentsPerClick: 38)],
            [
                new("new", Share: 0.60, ReachCheckout: 0.15, Buy: 0.32, Answer: 0.50),
                new("returning", Share: 0.40, ReachCheckout: 0.22, Buy: 0.45, Answer: 0.45),
            ],
            [new("story@2", Share: 1)]
        ),
    ];
}

/// <summary>Where people are reached. The click rate is clicks an impression, the price of a click is in minor units of the euro.</summary>
internal sealed record ChannelPlan(string Name, double Share, double ClickRate, int CentsPerClick);

/// <summary>
/// Who is reached: the part of product visits that go on to checkout, of those the part that buys, and of buyers the part that answers the survey.
/// </summary>
internal sealed record SegmentPlan(string Name, double Share, double ReachCheckout, double Buy, double Answer);

/// <summary>What is said at first, and what replaces it from which day on, the earliest first.</summary>
internal sealed record MessagePlan(string Name, double Share, params IReadOnlyList<(int Day, string Name)> Later)
{
    public string On(int day) => Later.LastOrDefault(version => version.Day <= day, (Day: 0, Name)).Name;
}
