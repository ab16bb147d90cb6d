using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// Reads what a rule is about into the draft. A condition that is false, and nothing or 0 where the figure should be, give no signal. That figure is the count
/// where the rule has one, else the score, else the amount.
/// </summary>
internal sealed class FigureReader(SignalDraft draft, ColumnTally tally)
{
    /// <param name="number">The place of the rule in the mapping, from 0.</param>
    /// <param name="gives">Whether the row gives a signal by this rule, as far as its figures say.</param>
    public Fault? Read(SignalRule rule, int number, Row row, out bool gives)
    {
        gives = false;
        var at = "when";
        try
        {
            if (!Applies(rule, number, row))
                return null;
            at = "amount";
            draft.Amount = rule.Amount?.NumberOf(row);
            at = "count";
            if (rule.Count is { } count && SetCount(rule, number, count, row, out gives) is { } fault)
                return fault;
            at = "score";
            draft.Score = rule.Score?.NumberOf(row);
            at = "scale";
            draft.Scale = rule.Scale is { } scale && scale.Min.NumberOf(row) is { } min && scale.Max.NumberOf(row) is { } max ? (min, max) : null;
        }
        catch (FormulaException e)
        {
            return new Fault(at, CodeOf(at), e.Message);
        }

        gives =
            (rule.Count is null || gives) && !(rule.Score is not null && draft.Score is null) && !(rule.IsAboutAmount && draft.Amount is not { IsZero: false });
        return null;
    }

    /// <summary>Of an amount in a currency with fewer than three decimals, three of them are likelier thousands. Asked when the currency is known.</summary>
    public Fault? CheckThousands(SignalRule rule, Row row) =>
        draft.Amount is not null && draft.Decimals is < 3 and var decimals && rule.Amount?.PerhapsThousands(row) is { } text
            ? Thousands("amount", RejectCode.InvalidAmount, text, decimals)
            : null;

    private bool Applies(SignalRule rule, int number, Row row)
    {
        if (rule.When is not { } when)
            return true;
        var held = when.Of(row).Truth == true;
        tally.Decided(number, held);
        return held;
    }

    /// <summary>
    /// A count is never rounded unless the formula says so, and an amount is never dropped because its count came to nothing. Visits alone may come as a mean
    /// (of how many were there at once); what rounding them changes is added up and told.
    /// </summary>
    private Fault? SetCount(SignalRule rule, int number, Formula formula, Row row, out bool gives)
    {
        gives = false;
        var count = formula.NumberOf(row);
        if (count is not { IsZero: false } given)
        {
            return draft.Amount is { IsZero: false } amount
                ? new Fault(
                    "count",
                    RejectCode.AmountWithoutCount,
                    $"the count is {(count is null ? "empty" : "0")} and the amount {amount}, which would be lost"
                )
                : null;
        }

        if (formula.PerhapsThousands(row) is { } text)
            return Thousands("count", RejectCode.InvalidCount, text, decimals: 0);
        if (!given.IsWhole && given > 0)
        {
            if (rule.Type != "visit")
                return new Fault(
                    "count",
                    RejectCode.InvalidCount,
                    $"the count {given} has decimals, and a count is rounded only where the mapping says round(.., 0)"
                );
            var whole = Fraction.Whole(given.RoundHalfToEven());
            tally.Rounded(number, given, whole);
            given = whole;
        }

        gives = !given.IsZero;
        return gives ? draft.SetCount(given) : null;
    }

    private static Fault Thousands(string field, string code, string text, int decimals) =>
        new(
            field,
            code,
            $"'{text}' is {text.Replace(".", "", StringComparison.Ordinal)} where the point separates thousands; where decimals are meant, say round(.., "
                + $"{decimals}) in the mapping"
        );

    private static string CodeOf(string field) =>
        field switch
        {
            "count" => RejectCode.InvalidCount,
            "score" => RejectCode.InvalidScore,
            "scale" => RejectCode.InvalidScale,
            "amount" => RejectCode.InvalidAmount,
            _ => RejectCode.InvalidNumber,
        };
}
