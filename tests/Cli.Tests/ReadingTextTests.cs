using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Cli.Tests;

public sealed class ReadingTextTests
{
    [Theory]
    [InlineData(Reading.UnconvertedTrust, "conversions", 1, "conversions rose")]
    [InlineData(Reading.UnconvertedTrust, "conversion_rate", 0.001, "conversions rose")]
    [InlineData(Reading.UnconvertedTrust, "conversions", -1, "do not act on it")]
    [InlineData(Reading.UnconvertedTrust, "visits", 1, "do not act on it")]
    [InlineData(Reading.Declining, "conversions", 1, "Conversions rose")]
    [InlineData(Reading.Declining, "conversions", -1, "do less")]
    public void Sentence_never_denies_that_conversions_rose(Reading reading, string kpi, double change, string said) =>
        ReadingText.Sentence(Card(reading, kpi, change)).ShouldContain(said);

    private static Scorecard Card(Reading reading, string kpi, double change) => new(
        [new KpiReading(Kpi.Named(kpi), null, 10, Poisson.Count(10), new Estimate(change, change, change, 10), null, 0.6)], new Indices(0.3, 0.7, 0.46), reading);
}
