namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>What a request may hold at most; more is answered with 413. Within a body each item has the limits of any import.</summary>
internal static class BodyLimits
{
    /// <summary>Bytes of a body as sent: 5 MB.</summary>
    public const int SentBytes = 5_000_000;

    /// <summary>Bytes of a body once decompressed: 20 MB.</summary>
    public const int Bytes = 20_000_000;

    /// <summary>How many times its size a compressed body may become, once it is past the first megabyte: 100.</summary>
    public const int Ratio = 100;

    public const int FreeBytes = 1_000_000;

    /// <summary>Items of one batch: 10,000.</summary>
    public const int Items = 10_000;
}
