using CustomerPerformanceTracker.Intake.Values;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>What a signal says of a question: an answer has its score on a scale, and that the question was asked names it alone.</summary>
internal static class ScoreRule
{
    /// <summary>Whether it is an answer, or tells that one was asked for.</summary>
    public static bool IsOfQuestion(SignalKind? kind) => IsScored(kind) || IsAsked(kind);

    public static Fault? Check(SignalKind kind, string? kpi, Fraction? given, (Fraction Min, Fraction Max)? on)
    {
        if (!IsScored(kind))
            return given is not null ? Unexpected(kind, "score")
                : on is not null ? Unexpected(kind, "scale")
                : IsAsked(kind) ? (kpi is null ? Missing(kind) : null)
                : kpi is not null ? Unexpected(kind, "kpi")
                : null;
        if (kpi is null && kind == SignalKind.SurveyAnswer)
            return Missing(kind);
        if (given is not { } score)
            return new Fault("score", RejectCode.MissingScore, "an answer without its score says nothing");
        if (on is not { } scale)
            return new Fault("scale", RejectCode.MissingScale, "a score means nothing without its scale; give its lowest and highest value, as [1, 5]");
        if (Fraction.Compare(scale.Min, scale.Max) >= 0)
            return new Fault("scale", RejectCode.InvalidScale, $"the scale must rise, and {scale.Min} is not below {scale.Max}");
        return score < scale.Min || score > scale.Max
            ? new Fault("score", RejectCode.ScoreOffScale, $"{score} lies outside of the scale from {scale.Min} to {scale.Max}")
            : null;
    }

    private static bool IsScored(SignalKind? kind) => kind is SignalKind.SurveyAnswer or SignalKind.Sentiment;

    private static bool IsAsked(SignalKind? kind) => kind is SignalKind.SurveySent or SignalKind.SurveySeen;

    private static Fault Missing(SignalKind kind) => new("kpi", RejectCode.MissingField, $"a signal of type {SignalKinds.NameOf(kind)} needs kpi");

    private static Fault Unexpected(SignalKind kind, string field) =>
        new(field, RejectCode.UnexpectedField, $"a signal of type {SignalKinds.NameOf(kind)} has no {field}");
}
