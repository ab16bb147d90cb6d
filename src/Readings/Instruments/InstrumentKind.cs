namespace CustomerPerformanceTracker.Readings.Instruments;

/// <summary>What is asked, and so how its answers may be read. Two kinds never share a figure except in a <see cref="Construct"/>, which says so.</summary>
public enum InstrumentKind
{
    /// <summary>How likely are you to recommend us, on 0..10 (Reichheld 2003, Harvard Business Review 81(12), 46-54).</summary>
    Nps,

    /// <summary>How satisfied are you: the share of the two highest answers, or their mean.</summary>
    Csat,

    /// <summary>Customer effort, in one of two definitions that run in opposite directions (<see cref="ReadAs.Effort"/>, <see cref="ReadAs.Ease"/>).</summary>
    Ces,

    /// <summary>Agreement with one or more statements, added up (Likert 1932, Archives of Psychology 140).</summary>
    Likert,

    /// <summary>A question with two answers: the share of the higher one.</summary>
    YesNo,

    /// <summary>Questions of different kinds in one figure, because the workspace says that they measure one thing.</summary>
    Construct,
}

/// <summary>How the answers of an instrument become a figure: its definition, which is stored with it.</summary>
public enum ReadAs
{
    /// <summary>The mean answer as a percentage of its scale (Cohen, Cohen, Aiken and West 1999, Multivariate Behavioral Research 34(3), 315-346).</summary>
    Mean,

    /// <summary>The share of the two highest answers.</summary>
    TopTwo,

    /// <summary>The share of promoters (9 and 10) less that of detractors (0 to 6).</summary>
    Net,

    /// <summary>How much effort it took, lower is better (Dixon, Freeman and Toman 2010, Harvard Business Review 88(7/8), 116-122): the mean.</summary>
    Effort,

    /// <summary>Agreement that it was made easy, higher is better (Dixon, Toman and DeLisi 2013, The Effortless Experience): the mean.</summary>
    Ease,
}

/// <summary>The words of instruments in documents and answers; they are a format.</summary>
public static class InstrumentNames
{
    public static string Of(InstrumentKind kind) => kind == InstrumentKind.YesNo ? "yes_no" : kind.ToString().ToLowerInvariant();

    public static string Of(ReadAs definition) => definition == ReadAs.TopTwo ? "top_two" : definition.ToString().ToLowerInvariant();
}
