using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Voices.Rising;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>An event of CloudEvents 1.0 in structured JSON; <paramref name="Sequence"/> orders the events of one subject.</summary>
public sealed record CloudEventView<T>(
    string Specversion,
    string Id,
    string Source,
    string Type,
    string Subject,
    Instant Time,
    string Datacontenttype,
    string Sequence,
    T Data
);

/// <summary>What changed of an alert, who changed it and why; the data is left out where the change is a finding.</summary>
public sealed record DeliveredChangeView(
    string Type,
    string Actor,
    string Reason,
    long Version,
    [property: JsonIgnore(Condition = WhenWritingNull)] JsonElement? Data
);

/// <summary>An alert after a change, as it is delivered.</summary>
public sealed record DeliveredAlertView : AlertView
{
    private DeliveredAlertView(AlertView alert)
        : base(alert) { }

    [JsonPropertyOrder(1)]
    public required DeliveredChangeView Change { get; init; }

    /// <summary>The words that rose since the onset, with counts and without a quote; left out where nobody wrote anything.</summary>
    [JsonPropertyOrder(2), JsonIgnore(Condition = WhenWritingNull)]
    public RisenVoicesView? Words { get; init; }

    /// <summary>Why the words could not be read when this was sent; left out where they could.</summary>
    [JsonPropertyOrder(3), JsonIgnore(Condition = WhenWritingNull)]
    public string? WordsNotRead { get; init; }

    /// <param name="verb">What was done, such as raised.</param>
    public static DeliveredAlertView Of(AlertChange change, string verb, RisenReading? words = null, string? notRead = null) =>
        new(AlertView.Of(change.Alert))
        {
            Change = new(
                verb,
                change.Actor,
                change.Reason,
                change.Version.Value,
                !AlertHistoryView.IsFinding(change) && change.Data.ValueKind == JsonValueKind.Object ? change.Data : null
            ),
            Words = words is null ? null : RisenVoicesView.Of(words with { Groups = [.. words.Groups.Select(group => group with { Quotes = [] })] }),
            WordsNotRead = notRead,
        };
}

/// <summary>A signed checkpoint of the log: seals, root in base64, and the note that was signed.</summary>
public sealed record DeliveredCheckpointView(string Origin, int Size, string Root, string Note);

/// <summary>A text of a Slack message: plain_text or mrkdwn.</summary>
public sealed record SlackTextView(string Type, string Text);

/// <summary>A block of a Slack message: a header or section with a text, or a context with elements.</summary>
public sealed record SlackBlockView(
    string Type,
    [property: JsonIgnore(Condition = WhenWritingNull)] SlackTextView? Text = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<SlackTextView>? Elements = null
);

/// <summary>The body of an incoming webhook of Slack.</summary>
public sealed record SlackMessageView(string Text, IReadOnlyList<SlackBlockView> Blocks);

/// <summary>The labels that Alertmanager knows an alert by.</summary>
public sealed record AlertmanagerLabelsView(
    string Alertname,
    string Alert,
    string Severity,
    string Campaign,
    string Kpi,
    string Policy,
    string Workspace,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment
)
{
    /// <summary>The values of the workspace's own dimensions, each a label of the dimension's name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Own { get; set; }
}

/// <summary>The sentences that Alertmanager shows beside an alert.</summary>
public sealed record AlertmanagerAnnotationsView(string Summary, string Description, string State);

/// <summary>An alert of Alertmanager's API v2.</summary>
public sealed record AlertmanagerAlertView(AlertmanagerLabelsView Labels, AlertmanagerAnnotationsView Annotations, Instant StartsAt, Instant EndsAt);
