namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>The codes of a refusal beyond those of the statistics.</summary>
public static class EffectCodes
{
    /// <summary>The campaign has no signals of the KPI in these days under these cursors.</summary>
    public const string NoSignals = "no_signals";

    /// <summary>Money of several currencies, and the KPI stack does not say which one to read.</summary>
    public const string SeveralCurrencies = "several_currencies";

    /// <summary>A control was changed itself in these days.</summary>
    public const string ChangedToo = "changed_too";
}
