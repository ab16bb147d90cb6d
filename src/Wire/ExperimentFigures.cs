using System.Diagnostics;
using System.Globalization;
using CustomerPerformanceTracker.Readings.Experiments;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Figures of an experiment as a person reads them: orders a customer, percent of customers who bought, or money a customer.</summary>
public sealed record ExperimentFigures(string Measure, string? Currency)
{
    private readonly ExperimentMeasure measure = ExperimentMeasures.Named(Measure);

    /// <summary>A mean with its unit.</summary>
    public string Level(double mean) =>
        measure switch
        {
            ExperimentMeasure.Orders => $"{Number(mean)} orders a customer",
            ExperimentMeasure.Buyers => $"{Number(mean)} % of customers bought",
            ExperimentMeasure.Money => $"{Number(mean)} {Currency ?? "of money"} a customer",
            _ => throw new UnreachableException(),
        };

    /// <summary>A mean or an amount without its unit.</summary>
    public string Number(double value) =>
        measure switch
        {
            ExperimentMeasure.Orders => value.ToString("0.000", CultureInfo.InvariantCulture),
            ExperimentMeasure.Buyers => (100 * value).ToString("0.0", CultureInfo.InvariantCulture),
            _ => value.ToString("N2", CultureInfo.InvariantCulture),
        };

    /// <summary>A difference with its sign and without its unit.</summary>
    public string Signed(double value) => Plus(value, Number(value));

    /// <summary>How far from 0, with the unit.</summary>
    public string Size(double value) => $"{Number(Math.Abs(value))} {Unit}";

    /// <summary>A score of 100, or points of it.</summary>
    public static string Score(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string SignedScore(double value) => Plus(value, Score(value));

    public static string P(double value) => value < 0.001 ? "below 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private string Unit =>
        measure switch
        {
            ExperimentMeasure.Orders => "orders a customer",
            ExperimentMeasure.Buyers => "points",
            _ => $"{Currency ?? "of money"} a customer",
        };

    private static string Plus(double value, string number) => value > 0 ? "+" + number : number;
}
