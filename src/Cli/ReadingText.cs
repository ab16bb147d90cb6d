using System.Diagnostics;
using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What a scorecard's reading says, in a sentence that none of its figures contradicts.</summary>
internal static class ReadingText
{
    public static string Sentence(Scorecard card) => card.Reading switch
    {
        Reading.Sustainable => "Customers buy, and they feel well about it.",
        Reading.Misleading => "Customers still buy, but what they feel is low or has fallen.",
        Reading.UnconvertedTrust when ConversionsRose(card) => "Customers feel well and conversions rose, but other figures of what they did fall short.",
        Reading.UnconvertedTrust => "Customers feel well, but they do not act on it.",
        Reading.Declining when ConversionsRose(card) => "Conversions rose, but other figures of what customers did fall short, and what they feel is low or has fallen.",
        Reading.Declining => "Customers do less and feel worse.",
        Reading.NotEnoughAnswers => "One of the two halves has too little to be read from.",
        _ => throw new UnreachableException(),
    };

    private static bool ConversionsRose(Scorecard card) =>
        card.Kpis.Any(kpi => (kpi.Kpi.Name == Kpi.Conversions.Name || kpi.Kpi.Name == Kpi.ConversionRate.Name) && kpi.Change is { Value: > 0 });
}
