namespace CustomerPerformanceTracker.Proofs;

/// <summary>What a signal says a customer did or felt. The numbers are the stored form and never change.</summary>
public enum SignalKind
{
    Impression = 1,
    Click = 2,
    Visit = 3,
    Conversion = 4,
    Refund = 5,
    Spend = 6,
    Contact = 7,
    Churn = 8,
    SurveyAnswer = 9,
    Sentiment = 10,

    /// <summary>Takes back the signal it corrects and puts nothing in its place.</summary>
    Retraction = 11,

    /// <summary>What <c>count</c> units of the currency that its attributes name as <c>base</c> were worth on a day: an amount of another currency.</summary>
    Rate = 12,

    /// <summary>A question was sent to a customer.</summary>
    SurveySent = 13,

    /// <summary>A customer had the question before their eyes.</summary>
    SurveySeen = 14,
}
