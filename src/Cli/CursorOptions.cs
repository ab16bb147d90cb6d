using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Cli;

/// <summary>The three cursors a reading can stand at.</summary>
internal sealed class CursorOptions
{
    public Option<string?> At { get; } =
        new("--at") { Description = "What had occurred by then: a date (that day included) or an RFC 3339 instant.", HelpName = "DATE" };

    public Option<string?> Known { get; } =
        new("--known") { Description = "What had been received by then: a date (that day included) or an RFC 3339 instant.", HelpName = "INSTANT" };

    public Option<int?> Seal { get; } = new("--seal") { Description = "What was recorded by that seal.", HelpName = "N" };

    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<Cursors> ReadAsync(ParseResult options, Engine engine, CancellationToken cancel)
    {
        var days = DateTimeZoneProviders.Tzdb[engine.Workspace.Zone];
        SealNumber? seal = options.GetValue(Seal) is { } number ? new(number) : null;
        await engine.Cells.RequireAsync(seal, cancel);
        return new Cursors(Parse(options.GetValue(At)), Parse(options.GetValue(Known)), seal);

        DayCursor? Parse(string? text) => text is null ? null : DayCursor.Parse(text, days);
    }

    /// <summary>The same at the last seal that is folded where none is named: what is read there stays as it is.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<Cursors> SealedAsync(ParseResult options, Engine engine, CancellationToken cancel)
    {
        var cursors = await ReadAsync(options, engine, cancel);
        return cursors with { Seal = cursors.Seal ?? await engine.Cells.FoldedAsync(cancel) };
    }
}
