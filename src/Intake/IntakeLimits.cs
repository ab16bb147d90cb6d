namespace CustomerPerformanceTracker.Intake;

/// <summary>What a row may hold at most. A row beyond a limit is rejected, never cut. Characters are UTF-16 code units.</summary>
public static class IntakeLimits
{
    /// <summary>Bytes of one line, JSON element or CSV row, its line end excluded: 1 MiB.</summary>
    public const int LineBytes = 1 << 20;

    /// <summary>Characters of campaign, message, touchpoint, channel and segment.</summary>
    public const int NameCharacters = 200;

    /// <summary>Characters of id, corrects and customer.</summary>
    public const int IdCharacters = 512;

    public const int CommentCharacters = 10_000;

    /// <summary>Bytes of a signal's attributes as compact JSON: 16 KiB.</summary>
    public const int AttributeBytes = 16 << 10;

    /// <summary>JSON nested this deep or deeper is rejected; the row's own object is the first level.</summary>
    public const int Depth = 64;

    /// <summary>Characters of a number as written, and the largest size of its exponent.</summary>
    public const int NumberCharacters = 100;

    /// <summary>
    /// The largest amount of one signal, in minor units of its currency: ten million million euros. Beyond it lies a mistaken unit, not a sale.
    /// </summary>
    public const long AmountMinorUnits = 1_000_000_000_000_000;

    /// <summary>The largest count of one signal: a thousand million events.</summary>
    public const int Count = 1_000_000_000;

    /// <summary>The first and last year, in UTC, in which a signal can have occurred.</summary>
    public const int FirstYear = 1970,
        LastYear = 2200;
}
