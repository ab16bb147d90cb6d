namespace CustomerPerformanceTracker.Intake;

/// <summary>Where in a draft a text goes.</summary>
internal enum Place
{
    Id,
    Type,
    OccurredAt,
    ReceivedAt,
    Campaign,
    Message,
    Touchpoint,
    Channel,
    Segment,
    Customer,
    Kpi,
    Currency,
    Corrects,
    Comment,
}

/// <summary>
/// A field of a signal that is text: its name in native signals and mapping files, how many characters it may have,
/// and whether it is free text, which may have lines and tabs.
/// </summary>
internal sealed record TextField(string Name, Place Place, int Limit, bool IsFree = false)
{
    public static readonly TextField Id = new("id", Place.Id, IntakeLimits.IdCharacters);
    public static readonly TextField Type = new("type", Place.Type, IntakeLimits.NameCharacters);
    public static readonly TextField OccurredAt = new("occurredAt", Place.OccurredAt, IntakeLimits.NameCharacters);
    public static readonly TextField ReceivedAt = new("receivedAt", Place.ReceivedAt, IntakeLimits.NameCharacters);
    public static readonly TextField Campaign = new("campaign", Place.Campaign, IntakeLimits.NameCharacters);
    public static readonly TextField Message = new("message", Place.Message, IntakeLimits.NameCharacters);
    public static readonly TextField Touchpoint = new("touchpoint", Place.Touchpoint, IntakeLimits.NameCharacters);
    public static readonly TextField Channel = new("channel", Place.Channel, IntakeLimits.NameCharacters);
    public static readonly TextField Segment = new("segment", Place.Segment, IntakeLimits.NameCharacters);
    public static readonly TextField Customer = new("customer", Place.Customer, IntakeLimits.IdCharacters);
    public static readonly TextField Kpi = new("kpi", Place.Kpi, 64);
    public static readonly TextField Currency = new("currency", Place.Currency, IntakeLimits.NameCharacters);
    public static readonly TextField Corrects = new("corrects", Place.Corrects, IntakeLimits.IdCharacters);
    public static readonly TextField Comment = new("comment", Place.Comment, IntakeLimits.CommentCharacters, IsFree: true);
}
