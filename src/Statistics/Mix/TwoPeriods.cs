namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>The counts of one group in two periods: how often what is counted happened, and of how many sessions, answers or customers.</summary>
public readonly record struct TwoPeriods(double EventsBefore, double TrialsBefore, double EventsAfter, double TrialsAfter)
{
    public static TwoPeriods operator +(TwoPeriods one, TwoPeriods other) =>
        new(
            one.EventsBefore + other.EventsBefore,
            one.TrialsBefore + other.TrialsBefore,
            one.EventsAfter + other.EventsAfter,
            one.TrialsAfter + other.TrialsAfter
        );

    public static TwoPeriods operator -(TwoPeriods one, TwoPeriods other) =>
        new(
            one.EventsBefore - other.EventsBefore,
            one.TrialsBefore - other.TrialsBefore,
            one.EventsAfter - other.EventsAfter,
            one.TrialsAfter - other.TrialsAfter
        );
}
