using System.Globalization;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Behind;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A figure and the signals it rests on, in words.</summary>
public static class FigureWords
{
    /// <summary>The figure with its unit; null where nothing was counted.</summary>
    public static string? Value(FigureReading reading) =>
        reading switch
        {
            { Value: not { } } => null,
            { Unit: "ratio", Value: { } share } => $"{Number(100 * share, "0.00")} %",
            { Unit: "score", Value: { } score } => $"{Number(score, "0.0")} of 100",
            { Unit: "net_score", Value: { } net } => Number(net, "0.0"),
            { Unit: "minor_units", Currency: { } currency, Value: { } amount } =>
                $"{Number(amount / Log.Currency.Find(currency)!.MinorUnits, "N2")} {currency}",
            { Value: { } value } => Number(value, "N0"),
        };

    /// <summary>How many signals the figure rests on, in a sentence.</summary>
    public static string Counted(FigureReading reading)
    {
        var (signals, amended, n, comments) = reading.Counts;
        return signals == 0
            ? "It rests on no signal."
            : string.Join(
                " ",
                [
                    $"It rests on {VoiceWords.Told(signals - amended, "signal")}, n {Number(n, "N0")}.",
                    .. amended switch
                    {
                        0 => (string[])[],
                        1 => ["One more was corrected or retracted and counts no more."],
                        _ => [$"{Number(amended, "N0")} more were corrected or retracted and count no more."],
                    },
                    .. comments > 0 ? [$"{VoiceWords.Told(comments, "signal")} came with a comment."] : (string[])[],
                ]
            );
    }

    /// <summary>What happened or was answered: an answer with its value on its scale, an order with its amount.</summary>
    public static string What(FigureSignal signal)
    {
        var what = signal switch
        {
            { Score: { } score, Scale: { } scale }
                when double.TryParse(scale.Low, CultureInfo.InvariantCulture, out var low)
                    && double.TryParse(scale.High, CultureInfo.InvariantCulture, out var high) =>
                $"{Named(signal)} {Number(low + (score / 10_000.0 * (high - low)), "0.##")} on {scale.Low} to {scale.High}",
            { Score: { } score } => $"{Named(signal)} {Number(score / 100.0, "0.##")} of 100",
            { Amount: { } amount, Currency: { } currency } => $"{Named(signal)} {Number(CustomerMoneyView.Major(amount, currency), "N2")} {currency}",
            _ => Named(signal),
        };
        return signal.Count == 1 ? what : $"{what}, {Number(signal.Count, "N0")} times";
    }

    /// <summary>Whether a signal counts, and what became of it and of its customer.</summary>
    public static string State(FigureSignal signal)
    {
        string[] words =
        [
            signal.Amended is { } amended ? $"{(amended.IsRetraction ? "retracted" : "corrected")} by signal {amended.Position}, counts no more" : "counts",
            .. signal.Corrects ? ["corrects an earlier one"] : (string[])[],
            .. signal.IsErased ? ["customer erased"] : (string[])[],
        ];
        return string.Join("; ", words);
    }

    private static string Named(FigureSignal signal) => KpiText.Words(signal.Question ?? SignalKinds.NameOf(signal.Kind));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
