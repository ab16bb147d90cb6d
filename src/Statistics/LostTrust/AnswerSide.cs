namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>A side of a comparison.</summary>
public enum AnswerSide
{
    /// <summary>Customers who felt worse and whose days are over.</summary>
    FeltWorse,

    /// <summary>Customers who did not feel worse and whose days are over.</summary>
    Others,

    /// <summary>Customers who felt worse after the break and whose days are over.</summary>
    FeltWorseAfter,

    /// <summary>Answers from the break on.</summary>
    After,

    /// <summary>Answers before the break.</summary>
    Before,
}

internal static class AnswerSides
{
    public static string Words(this AnswerSide side) =>
        side switch
        {
            AnswerSide.FeltWorse => "customers who felt worse",
            AnswerSide.Others => "customers who did not feel worse",
            AnswerSide.FeltWorseAfter => "customers who felt worse after the break",
            AnswerSide.After => "answers after the break",
            _ => "answers before the break",
        };
}
