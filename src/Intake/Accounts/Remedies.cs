namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>What to do about a rejected row, by its code.</summary>
public static class Remedies
{
    private const string MendRow = "Mend the value in the file of rejects and import that file.";

    public static string Of(string code) =>
        code switch
        {
            RejectCode.InvalidUtf8 => "Save the file as UTF-8, or convert it, as with iconv -f WINDOWS-1252 -t UTF-8 FILE > FILE.utf8, and import that.",
            RejectCode.InvalidCount =>
                "Write counts as whole numbers without thousands separators, or say round(.., 0) in the mapping where decimals are meant.",
            RejectCode.InvalidAmount =>
                "Write amounts with a point before the decimals and no other sign; say round(.., 2) in the mapping where a currency has fewer decimals "
                    + "than the file.",
            RejectCode.AmountWithoutCount => "Give the amount a signal of its own in the mapping, or take the count from another column.",
            RejectCode.UnfinishedRow => "If the file is whole, import the file of rejects; else get the file again.",
            RejectCode.InvalidTime or RejectCode.TimeWithoutZone => "Correct the mapping's pattern and zone, or the times in the file.",
            RejectCode.AmbiguousTime or RejectCode.SkippedTime => "Write the time with its offset from UTC, or keep only the pattern the file uses.",
            RejectCode.MissingField => "Fill the column, or say what stands for it in the mapping, as {column|text}.",
            RejectCode.InvalidCsv => "Close the row's quotes; a quote inside of quotes is written twice.",
            RejectCode.FieldCount => "Give the row as many fields as the header has; a value with the delimiter in it goes in quotes.",
            RejectCode.ScoreOffScale or RejectCode.InvalidScore or RejectCode.MissingScale or RejectCode.InvalidScale =>
                "Give the scale the question was asked on, or correct the answer.",
            RejectCode.AmountWithoutCurrency or RejectCode.UnknownCurrency =>
                "Say the currency by its ISO 4217 code, in the row or as currency: in the mapping.",
            RejectCode.ReceivedAtNotAllowed => "Import with --history, or leave receivedAt out.",
            _ => MendRow,
        };
}
