namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What a watch tells: that logic and emotion part, or that the answers stopped.</summary>
/// <param name="On">The received day on which it became known.</param>
/// <param name="Onset">The received day with which it most likely began.</param>
public abstract record Alarm(LocalDate On, LocalDate Onset)
{
    /// <summary>The stored name of the kind.</summary>
    public abstract string Kind { get; }

    /// <summary>Logic holds or rises while the emotional KPI falls below its declared null.</summary>
    /// <param name="Null">What was declared, and from which days.</param>
    /// <param name="ArlDays">The policy's days between false alarms.</param>
    /// <param name="LogEvidence">ln of the evidence, on the scale of the threshold.</param>
    /// <param name="LogThreshold">ln of the average run length in batches.</param>
    /// <param name="Mean">The emotional KPI since the onset, 0 to 1, under the mix of the null's baseline.</param>
    /// <param name="Answers">The answers since the onset.</param>
    /// <param name="Logic">How the logic KPI stands against the same baseline.</param>
    public sealed record Divergence(
        LocalDate On,
        LocalDate Onset,
        DeclaredNull Null,
        int ArlDays,
        double LogEvidence,
        double LogThreshold,
        double Mean,
        long Answers,
        LogicReading Logic
    ) : Alarm(On, Onset)
    {
        public override string Kind => "divergence";

        /// <summary>How who answered changed with it.</summary>
        public AnswerersSince? Answerers { get; init; }

        /// <summary>The evidence; held below 1e300, where it has long ceased to matter.</summary>
        public double Evidence => Math.Exp(Math.Min(LogEvidence, 690));

        public double Threshold => Math.Exp(LogThreshold);
    }

    /// <summary>A usually dense stream of answers stopped while other signals go on.</summary>
    /// <param name="Days">The length of the window that is practically without answers.</param>
    /// <param name="Answers">The answers in it.</param>
    /// <param name="Usual">The low quantile of answers in windows of that length over the baseline's days.</param>
    /// <param name="OtherSignals">The other signals in it.</param>
    public sealed record Silence(LocalDate On, LocalDate Onset, int Days, long Answers, double Usual, long OtherSignals) : Alarm(On, Onset)
    {
        public override string Kind => "silence";
    }
}
