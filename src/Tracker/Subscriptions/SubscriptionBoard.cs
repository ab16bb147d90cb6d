using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.EventLog.Boards;

namespace CustomerPerformanceTracker.Tracker.Subscriptions;

/// <summary>The workspace's subscriptions, removed ones too. None is ever due.</summary>
internal sealed class SubscriptionBoard : Board<Subscription>
{
    public override string Name => "subscriptions";

    public override string Prefix => "subscription-";

    public override Subscription Fold(Subscription? before, JournalEntry entry) => Subscription.Evolve(entry.Stream[Prefix.Length..], before, SubscriptionEvents.Read(entry));

    public override Subscription Read(BoardRow row) => new(
        row.Id, row.Version, SinkJson.Read(row.Data), row.Data.TryGetProperty("filter", out var filter) ? AlertFilter.Read(filter) : null,
        Enum.Parse<SubscriptionState>(row.State, ignoreCase: true),
        row.Data.GetProperty("disabledBy").GetString() is { } by ? Enum.Parse<DisabledBy>(by, ignoreCase: true) : null);

    protected override JsonElement Write(Subscription state) => JsonData.Of(json =>
    {
        SinkJson.Write(json, state.Sink);
        if (state.Filter is { } filter)
        {
            json.WriteStartObject("filter");
            filter.Write(json);
            json.WriteEndObject();
        }

        json.WriteString("disabledBy", state.DisabledBy is { } by ? SubscriptionEvents.Name(by) : null);
    });

    protected override string StateOf(Subscription state) => state.State.ToString().ToLowerInvariant();

    protected override DateTimeOffset? DueOf(Subscription state) => null;
}
