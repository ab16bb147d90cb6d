namespace CustomerPerformanceTracker.Cli;

/// <summary>
/// One line on stderr: a bar with rate and remaining time on a terminal, a plain line now and then where stderr goes to a file. Reports come from
/// any thread; the work done is a running total. Time is the clock's, so a test can hold it still.
/// </summary>
internal sealed class ProgressBar : IProgress<long>, IAsyncDisposable
{
    private const int Cells = 24;
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InFile = TimeSpan.FromSeconds(10);

    private readonly string what;
    private readonly string unit;
    private readonly long total;
    private readonly TimeProvider clock;
    private readonly TextWriter writer;
    private readonly bool terminal;
    private readonly long start;
    private readonly Lock gate = new();
    private long shown;
    private bool drawn;

    public ProgressBar(string what, string unit, long total)
        : this(what, unit, total, TimeProvider.System, Console.Error, !Console.IsErrorRedirected) { }

    internal ProgressBar(string what, string unit, long total, TimeProvider clock, TextWriter writer, bool terminal)
    {
        (this.what, this.unit, this.total, this.clock, this.writer, this.terminal) = (what, unit, total, clock, writer, terminal);
        start = shown = clock.GetTimestamp();
    }

    public void Report(long value) => Report(value, value, "");

    /// <summary>Draws the bar at <paramref name="done"/> of the total, the rate by <paramref name="count"/> of the unit, and a word behind it.</summary>
    public void Report(long done, long count, string note)
    {
        lock (gate)
        {
            if (clock.GetElapsedTime(shown) < (terminal ? OnTerminal : InFile))
                return;
            shown = clock.GetTimestamp();
            var line = Line(done, count, note, clock.GetElapsedTime(start));
            if (terminal)
                writer.Write($"\r\u001b[K{line}");
            else
                writer.WriteLine(line);
            drawn = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (drawn && terminal)
            await writer.WriteAsync("\r\u001b[K");
    }

    internal string Line(long done, long count, string note, TimeSpan elapsed)
    {
        var rate = count / Math.Max(elapsed.TotalSeconds, 0.001);
        var counted = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}  {rate:N0}/s");
        if (total <= 0)
            return $"{what}  {counted}{note}";

        var part = Math.Clamp((double)done / total, 0, 1);
        var full = (int)(part * Cells);
        var left = part > 0 ? TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - part) / part) : TimeSpan.Zero;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}  [{new string('█', full)}{new string('·', Cells - full)}] {part:P0}  {counted}  {left:hh\\:mm\\:ss} left{note}"
        );
    }
}
