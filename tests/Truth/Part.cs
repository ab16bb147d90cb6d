namespace CustomerPerformanceTracker.Truth;

/// <summary>A part of a day's people, with how far its feeling lies from the campaign's base.</summary>
/// <param name="Share">Its share of the day's usual visits.</param>
/// <param name="Eagerness">How many times as many of them answer as usual.</param>
internal sealed record Part(string? Message, string? Segment, double Share, double Offset, double Eagerness = 1)
{
    public const string NewMessage = "hero@8";
    private const string OldMessage = "hero@7";

    public static IReadOnlyList<Part> Of(TrueCampaign campaign, int day)
    {
        var shift = campaign.Feeling.Shift(day);
        if (campaign.Mix is { } mix)
            return [new(null, "new", mix.First(day), mix.FirstOffset), new(null, "loyal", 1 - mix.First(day), mix.SecondOffset)];
        if (campaign.NewMessageShare is > 0 and var share && day >= campaign.Feeling.From)
            return share < 1 ? [new(OldMessage, null, 1 - share, 0), new(NewMessage, null, share, shift)] : [new(NewMessage, null, 1, shift)];

        var usual = new Part(campaign.NewMessageShare > 0 ? OldMessage : null, null, 1, shift);
        // Guests are few among the visits and many among the answers.
        return campaign.Guests is { } guests && guests.Are(day)
            ? [usual, usual with { Share = 0.001, Offset = guests.Offset, Eagerness = guests.Times * 1_000 }]
            : [usual];
    }
}
