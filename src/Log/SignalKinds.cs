using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Log;

/// <summary>The words for kinds in files and requests. They are a format: literal, and never a CLR name.</summary>
public static class SignalKinds
{
    private static readonly FrozenDictionary<string, SignalKind> Kinds = new Dictionary<string, SignalKind>
    {
        ["impression"] = SignalKind.Impression,
        ["click"] = SignalKind.Click,
        ["visit"] = SignalKind.Visit,
        ["conversion"] = SignalKind.Conversion,
        ["refund"] = SignalKind.Refund,
        ["spend"] = SignalKind.Spend,
        ["contact"] = SignalKind.Contact,
        ["churn"] = SignalKind.Churn,
        ["survey_answer"] = SignalKind.SurveyAnswer,
        ["sentiment"] = SignalKind.Sentiment,
        ["retraction"] = SignalKind.Retraction,
        ["rate"] = SignalKind.Rate,
        ["survey_sent"] = SignalKind.SurveySent,
        ["survey_seen"] = SignalKind.SurveySeen,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, SignalKind>.AlternateLookup<ReadOnlySpan<char>> BySpan = Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<string> Names => Kinds.OrderBy(kind => kind.Value).Select(kind => kind.Key);

    public static SignalKind? Find(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var kind) ? kind : null;

    public static string NameOf(SignalKind kind) => Kinds.Single(known => known.Value == kind).Key;
}
