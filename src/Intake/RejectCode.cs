namespace CustomerPerformanceTracker.Intake;

/// <summary>Why a row was rejected. The texts are stable: scripts and subscribers may compare them.</summary>
public static class RejectCode
{
    /// <summary>The row is not JSON (RFC 8259).</summary>
    public const string InvalidJson = "invalid_json";

    /// <summary>The row is JSON, but not an object.</summary>
    public const string NotAnObject = "not_an_object";

    /// <summary>JSON nested <see cref="IntakeLimits.Depth"/> deep or deeper.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>A name stands twice in one object, so which value counts would be a guess.</summary>
    public const string DuplicateProperty = "duplicate_property";

    public const string InvalidUtf8 = "invalid_utf8";

    /// <summary>An escaped half of a surrogate pair without its other half; no UTF-8 exists for it.</summary>
    public const string LoneSurrogate = "lone_surrogate";

    /// <summary>U+0000, which PostgreSQL cannot store in text.</summary>
    public const string NulCharacter = "nul_character";

    /// <summary>A control character in a name or an id.</summary>
    public const string ControlCharacter = "control_character";

    /// <summary>A number longer than <see cref="IntakeLimits.NumberCharacters"/>, with an exponent beyond it, or not a number at all.</summary>
    public const string InvalidNumber = "invalid_number";

    /// <summary>A JSON value that is not text where text is expected.</summary>
    public const string InvalidText = "invalid_text";

    public const string TextTooLong = "text_too_long";

    /// <summary>The row is longer than <see cref="IntakeLimits.LineBytes"/>; its raw text is cut.</summary>
    public const string LineTooLong = "line_too_long";

    public const string MissingField = "missing_field";

    /// <summary>A field that this type of signal cannot have.</summary>
    public const string UnexpectedField = "unexpected_field";

    public const string UnknownType = "unknown_type";
    public const string InvalidTime = "invalid_time";

    /// <summary>A local time: which instant it was would be a guess.</summary>
    public const string TimeWithoutZone = "time_without_zone";

    /// <summary>A local time that occurs twice in its zone, when clocks are set back, or a text that two patterns read as two times.</summary>
    public const string AmbiguousTime = "ambiguous_time";

    /// <summary>A local time that does not occur in its zone, when clocks are set forward.</summary>
    public const string SkippedTime = "skipped_time";

    public const string ReceivedAtNotAllowed = "received_at_not_allowed";
    public const string UnknownCurrency = "unknown_currency";
    public const string AmountWithoutCurrency = "amount_without_currency";
    public const string CurrencyWithoutAmount = "currency_without_amount";

    /// <summary>A mapping's count is empty or 0 beside an amount, which would be lost with it.</summary>
    public const string AmountWithoutCount = "amount_without_count";

    /// <summary>The last row of a source has no line end, as all others have, so it may have been cut.</summary>
    public const string UnfinishedRow = "unfinished_row";

    /// <summary>
    /// Not a number, negative, above <see cref="IntakeLimits.AmountMinorUnits"/>, or with more decimals than the currency has: money is never rounded.
    /// </summary>
    public const string InvalidAmount = "invalid_amount";

    public const string MissingScore = "missing_score";
    public const string MissingScale = "missing_scale";
    public const string InvalidScore = "invalid_score";

    /// <summary>Not two numbers, the first below the second.</summary>
    public const string InvalidScale = "invalid_scale";

    public const string ScoreOffScale = "score_off_scale";

    /// <summary>Not lower-case snake_case of at most 64 characters.</summary>
    public const string InvalidKpi = "invalid_kpi";

    public const string NegativeCount = "negative_count";

    /// <summary>Not a whole number from 1 to <see cref="IntakeLimits.Count"/>.</summary>
    public const string InvalidCount = "invalid_count";

    /// <summary>A signal that corrects itself.</summary>
    public const string SelfCorrection = "self_correction";

    /// <summary>A CSV row with more or fewer fields than its header.</summary>
    public const string FieldCount = "field_count";

    /// <summary>A CSV row whose quotes do not match.</summary>
    public const string InvalidCsv = "invalid_csv";

    /// <summary>An event of a version of its format that is not read here.</summary>
    public const string UnsupportedVersion = "unsupported_version";

    /// <summary>An event whose data is binary or of a media type that is not JSON.</summary>
    public const string UnsupportedData = "unsupported_data";

    /// <summary>The row is gone: it named a customer who was erased.</summary>
    public const string Erased = "erased";

    /// <summary>An envelope and what is in it say the same thing differently, so which counts would be a guess.</summary>
    public const string Contradiction = "contradiction";
}
