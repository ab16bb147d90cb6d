using System.Text.RegularExpressions;
using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Reads small sources whole.</summary>
internal static class Reading
{
    public static readonly IntakeOptions History = new() { History = true };

    public static Task<List<IntakeResult>> Native(string text, IntakeOptions? options = null) => All(Encoding.UTF8.GetBytes(text), options);

    public static Task<List<IntakeResult>> Mapped(string yaml, string text, bool history = false) =>
        All(Encoding.UTF8.GetBytes(text), OptionsOf(yaml, history));

    /// <summary>Options for a workspace in the zone that the mapping names first, or else in UTC.</summary>
    public static IntakeOptions OptionsOf(string yaml, bool history = false)
    {
        var zone = Regex.Match(yaml, "zone: *(?<zone>[A-Za-z_/]+)", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
            is { Success: true, Groups: var groups }
            ? groups["zone"].Value
            : "UTC";
        return new IntakeOptions
        {
            Mapping = Mapping.Parse(yaml),
            History = history,
            Days = DateTimeZoneProviders.Tzdb[zone],
        };
    }

    public static Task<List<IntakeResult>> All(byte[] bytes, IntakeOptions? options = null) => All(new MemoryStream(bytes), options);

    public static async Task<List<IntakeResult>> All(Stream stream, IntakeOptions? options = null)
    {
        var results = new List<IntakeResult>();
        await foreach (var result in SignalReader.Read(stream, options ?? IntakeOptions.Native))
            results.Add(result);
        return results;
    }

    public static List<Signal> Signals(this IEnumerable<IntakeResult> results) => [.. results.Where(r => r.Signal is not null).Select(r => r.Signal!)];

    public static List<Reject> Rejects(this IEnumerable<IntakeResult> results) => [.. results.Where(r => r.Reject is not null).Select(r => r.Reject!)];

    public static async Task<byte[]> RejectedFileOf(IEnumerable<IntakeResult> results)
    {
        using var target = new MemoryStream();
        await using (var file = new RejectedFile(target))
        {
            foreach (var reject in results.Rejects())
                await file.WriteAsync(reject);
        }

        return target.ToArray();
    }

    /// <summary>All a result says, so that two readings can be compared to the last byte.</summary>
    public static string Text(this IntakeResult result) =>
        result.Signal is { } signal
            ? $"{result.Line}@{result.Offset} {signal with { Attributes = null }} {Attributes(signal)}"
            : $"{result.Line}@{result.Offset} {result.Reject}";

    public static string? Attributes(Signal signal) => signal.Attributes is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
