namespace CustomerPerformanceTracker.Log;

/// <summary>The campaigns a fold is of, by their numbers; as a condition of a statement: <c>(campaign = any (named)) = only</c>.</summary>
public readonly record struct CampaignPick
{
    private readonly int[]? named;

    private CampaignPick(int[] named, bool only) => (this.named, IsOnly) = (named, only);

    public static CampaignPick All => default;

    /// <summary>Whether the named campaigns are the ones picked; otherwise they are the ones left out.</summary>
    public bool IsOnly { get; }

    public int[] Named => named ?? [];

    public static CampaignPick Only(params int[] campaigns) => new(campaigns, only: true);

    public static CampaignPick AllBut(params int[] campaigns) => new(campaigns, only: false);
}
