using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Reads;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>Addresses of pages. Each inner link carries the cursors on, so that what is read next is read as of the same moment.</summary>
internal static class Links
{
    public static string Overview(CursorQuery cursors) => "/" + Query(cursors);

    /// <summary>A further page of the overview.</summary>
    public static string Overview(CursorQuery cursors, int page)
    {
        var query = Query(cursors);
        return string.Create(CultureInfo.InvariantCulture, $"/{query}{(query.Length == 0 ? '?' : '&')}page={page}");
    }

    public static string Campaign(string campaign, CursorQuery cursors) => $"/campaigns/{Uri.EscapeDataString(campaign)}{Query(cursors)}";

    /// <summary>The review of a campaign over a period, both days included.</summary>
    public static string Review(string campaign, LocalDate from, LocalDate to, CursorQuery cursors)
    {
        var query = Query(cursors);
        var period = $"from={LocalDatePattern.Iso.Format(from)}&to={LocalDatePattern.Iso.Format(to)}";
        return $"{ReviewForm(campaign)}?{period}{(query.Length == 0 ? "" : "&" + query[1..])}";
    }

    /// <summary>What a form that chooses the period goes to.</summary>
    public static string ReviewForm(string campaign) => $"/campaigns/{Uri.EscapeDataString(campaign)}/review";

    /// <summary>What is sure and new between two seals; without the first one, all that stands.</summary>
    public static string Digest(SealNumber? since, SealNumber seal) =>
        string.Create(CultureInfo.InvariantCulture, $"/digest?{(since is { } first ? $"sinceSeal={first.Value}&" : "")}seal={seal.Value}");

    /// <summary>The signals that a KPI's figure of some days rests on, both days included.</summary>
    /// <param name="only">The part that the figure is of, as <c>channel=email</c>; null for the whole campaign.</param>
    /// <param name="after">The position behind which a further page begins; null for the first one.</param>
    public static string Signals(string campaign, string kpi, LocalDate from, LocalDate to, CursorQuery cursors, string? only = null, Position? after = null)
    {
        var query = Query(cursors);
        string[] parts =
        [
            $"kpi={Uri.EscapeDataString(kpi)}",
            $"on={LocalDatePattern.Iso.Format(from)}",
            .. to == from ? (string[])[] : [$"to={LocalDatePattern.Iso.Format(to)}"],
            .. only is null ? (string[])[] : [$"only={Uri.EscapeDataString(only)}"],
            .. after is { } position ? [$"after={position}"] : (string[])[],
            .. query.Length == 0 ? (string[])[] : [query[1..]],
        ];
        return $"{SignalForm(campaign)}?{string.Join('&', parts)}";
    }

    /// <summary>What a form that asks for signals goes to.</summary>
    public static string SignalForm(string campaign) => $"/campaigns/{Uri.EscapeDataString(campaign)}/signals";

    public static string Trace(string reference) => $"/trace/{Uri.EscapeDataString(reference)}";

    /// <summary>Where a change that answers an alert is proposed.</summary>
    public static string Proposal(string alert) => $"/changes/propose?alert={Uri.EscapeDataString(alert)}";

    /// <summary>Where the words since an alert's onset are asked for.</summary>
    public static string Voices(string campaign, string alert) => $"/voices?campaign={Uri.EscapeDataString(campaign)}&alert={Uri.EscapeDataString(alert)}";

    public static string Alert(string id) => $"/alerts/{Uri.EscapeDataString(id)}";

    /// <summary>The cursors as they were given, sealed: what is read by them is read by the last seal there is.</summary>
    public static CursorQuery Sealed(CursorQuery cursors, Cursors read, SealNumber seal) =>
        cursors with
        {
            At = read.At is { Day: var day, Inside: null } ? LocalDatePattern.Iso.Format(day) : cursors.At,
            Seal = seal.Value,
        };

    private static string Query(CursorQuery cursors)
    {
        string[] parts =
        [
            .. cursors.At is { } at ? [$"at={Uri.EscapeDataString(at)}"] : (string[])[],
            .. cursors.Known is { } known ? [$"known={Uri.EscapeDataString(known)}"] : (string[])[],
            .. cursors.Seal is { } seal ? [string.Create(CultureInfo.InvariantCulture, $"seal={seal}")] : (string[])[],
        ];
        return parts.Length == 0 ? "" : "?" + string.Join('&', parts);
    }
}
