using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Readings.Cells;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What a link shows, in words.</summary>
public static class ShareWords
{
    public static string Of(SharedReading reading) =>
        reading switch
        {
            SharedReading.Review review => $"review of {review.Campaign}, {Iso(review.From)} to {Iso(review.To)}{Read(review, review.Cursors)}",
            SharedReading.Digest { Since: { } since } digest => $"digest of what is new since seal {since}, by seal {digest.Seal}",
            SharedReading.Digest digest => $"digest of all that stood by seal {digest.Seal}",
            SharedReading.Trend trend => $"picture of {KpiText.Words(trend.Kpi)} of {trend.Campaign}{Part(trend)}{Days(trend)}{Read(trend, trend.Cursors)}",
            _ => reading.Kind,
        };

    private static string Read(SharedReading reading, Cursors cursors) =>
        $"{(cursors.At is { } at ? $", as of {at}" : "")}{(cursors.Known is { } known ? $", known by {known}" : "")}, by seal {reading.Seal}";

    private static string Part(SharedReading.Trend trend) => trend.Only is { } only ? $", {only}" : "";

    private static string Days(SharedReading.Trend trend) =>
        (trend.From, trend.To) switch
        {
            ({ } from, { } to) => $", {Iso(from)} to {Iso(to)}",
            ({ } from, null) => $", from {Iso(from)}",
            (null, { } to) => $", to {Iso(to)}",
            _ => "",
        };

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
