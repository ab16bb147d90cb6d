using System.Globalization;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// What a silence or a filter matches as things stand: the alerts that are not resolved, and the campaigns. <paramref name="IsEverything"/> where it names
/// nothing and so means all there is and will be; <paramref name="Unknown"/> are sentences about names that the workspace does not know (yet).
/// </summary>
public sealed record AlertReach(bool IsEverything, IReadOnlyList<Alert> Open, IReadOnlyList<string> Campaigns, IReadOnlyList<string> Unknown)
{
    private const int Named = 5;

    /// <summary>The same in a few sentences.</summary>
    public string Told
    {
        get
        {
            var now =
                Open.Count == 0 && Campaigns.Count == 0
                    ? (IsEverything ? "There is no open alert and no campaign yet." : "It matches nothing now.")
                    : $"It matches {Counted(Open.Count, "open alert")} now{Names([.. Open.Select(alert => $"{alert.Id} of {alert.Campaign}")])}, and "
                        + $"{Counted(Campaigns.Count, "campaign")}{Names(Campaigns)}.";
            return string.Join(
                ' ',
                [.. IsEverything ? ["It names nothing, so it means everything: every alert of every campaign."] : (string[])[], now, .. Unknown]
            );
        }
    }

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Names(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $" ({string.Join(", ", names.Take(Named))}{(names.Count > Named ? ", ..." : "")})";
}
