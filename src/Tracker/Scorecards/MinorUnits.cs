namespace CustomerPerformanceTracker.Tracker.Scorecards;

/// <summary>How many minor units make one major unit of a currency, by the exponents of ISO 4217 (list one).</summary>
internal static class MinorUnits
{
    public static double In(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 1,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1_000,
        "CLF" or "UYW" => 10_000,
        _ => 100,
    };
}
