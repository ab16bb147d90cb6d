namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// What can stand beside a figure; the stored words, joined by <c>"; "</c> where several do. What a word is about follows it after <c>": "</c>.
/// </summary>
public static class Notes
{
    /// <summary>Fewer observations than the stack's minimum: there is no value.</summary>
    public const string NotEnoughAnswers = "not_enough_answers";

    /// <summary>The window has no signal of the kind the figure is made of: there is no value.</summary>
    public const string NoSignals = "no_signals";

    public const string NoSpend = "no_spend";
    public const string NoConversions = "no_conversions";

    /// <summary>The window has no visits, so conversions are taken over clicks.</summary>
    public const string PerClick = "per_click";

    /// <summary>More successes than trials: the value is events for each, with a Poisson interval, not a share.</summary>
    public const string MoreThanOneEach = "more_than_one_each";

    /// <summary>
    /// Answers on other scales than that of the net score, or of the KPI's instrument, are not counted: the scales they were given on, <c>unknown</c> where the
    /// cells do not tell yet.
    /// </summary>
    public const string OtherScaleLeftOut = "other_scale_left_out";

    /// <summary>
    /// Answers on several scales, in this window or the one before, count each as a share of its own scale: these scales. The share moves with their mix, too.
    /// </summary>
    public const string MixedScales = "mixed_scales";

    /// <summary>Of several questions that the figure is made of, these have no answer in the window.</summary>
    public const string QuestionNotAnswered = "question_not_answered";

    /// <summary>Sentiment signals are read; survey answers of the same name are not mixed with them.</summary>
    public const string SurveyLeftOut = "survey_left_out";

    /// <summary>The window has amounts in other currencies than the one the stack reads.</summary>
    public const string OtherCurrenciesLeftOut = "other_currencies_left_out";

    /// <summary>Money of these currencies is read in the stack's one, by the rate of each day.</summary>
    public const string Converted = "converted";

    /// <summary>Conversions of all currencies are divided into the spend of this one.</summary>
    public const string SpendOfOneCurrency = "spend_of_one_currency";

    /// <summary>The one note, both, or null.</summary>
    internal static string? Join(string? first, string? second) =>
        (first, second) switch
        {
            (null, _) => second,
            (_, null) => first,
            _ => $"{first}; {second}",
        };
}
