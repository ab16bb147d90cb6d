using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Truth;

/// <summary>Writes a campaign's signals as native NDJSON: the equal signals of a day are one line with a count, and none are no line.</summary>
internal sealed class SignalLines(string campaign, LocalDate first, TextWriter lines)
{
    private int written;

    /// <param name="more">The members that are peculiar to the signal, as JSON.</param>
    public void Write(int day, Part part, int count, string type, string more = "", string? customer = null)
    {
        if (count == 0)
            return;
        var date = LocalDatePattern.Iso.Format(first.PlusDays(day));
        lines.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":"{{campaign}}-{{++written}}","campaign":"{{campaign}}","occurredAt":"{{date}}T12:00:00Z","type":"{{type}}","count":{{count}}"""
            )
        );
        Member("message", part.Message);
        Member("segment", part.Segment);
        Member("customer", customer);
        lines.Write(more);
        lines.Write("}\n");
    }

    private void Member(string name, string? value)
    {
        if (value is not null)
            lines.Write($",\"{name}\":\"{value}\"");
    }
}
