using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>What a formula comes to for a row: a number, text, a truth, or nothing because a column is empty.</summary>
internal readonly record struct Outcome(Fraction? Number, string? Text, bool? Truth)
{
    public static readonly Outcome Nothing = default;

    public bool IsNothing => this is { Number: null, Text: null, Truth: null };

    public static Outcome Of(Fraction number) => new(number, null, null);

    public static Outcome Of(string text) => new(null, text, null);

    public static Outcome Of(bool truth) => new(null, null, truth);

    /// <summary>The number this is or spells.</summary>
    public Fraction? AsNumber() => Number ?? (Text is not null && Fraction.TryParse(Text.Trim(), out var number) ? number : null);

    public string AsText() => Text ?? Number?.ToString() ?? "";
}

/// <summary>A row's text is no number, or divides by zero.</summary>
internal sealed class FormulaException(string message) : Exception(message);

/// <summary>
/// A formula over a row: numbers, <c>'text'</c>, columns in braces, <c>+ - * /</c>, <c>round(x, decimals)</c>, comparisons, <c>and</c>, <c>or</c>,
/// <c>not</c> and parentheses. Numbers are exact; an empty column makes arithmetic come to nothing and comparisons of size false,
/// and equals only <c>''</c>.
/// </summary>
internal abstract class Formula
{
    /// <exception cref="FormulaException">The row's text is no number where one is needed, or it divides by zero.</exception>
    public abstract Outcome Of(Row row);

    /// <summary>The number for a row, or null when a column it needs is empty.</summary>
    public Fraction? NumberOf(Row row) => Numeric(Of(row));

    /// <summary>
    /// The text of a cell that may be a number of thousands as well as one with three decimals (<c>11.000</c>), null where there is none. Rounding says
    /// that decimals are meant.
    /// </summary>
    public virtual string? PerhapsThousands(Row row) => null;

    private static Fraction? Numeric(Outcome value) =>
        value.IsNothing
            ? null
            : value.AsNumber() ?? throw new FormulaException($"'{Told.Short(value.AsText())}' is not a number{NumberHint.Of(value.AsText())}");

    internal sealed class Constant(Outcome value) : Formula
    {
        public override Outcome Of(Row row) => value;
    }

    internal sealed class Cell(Placeholder placeholder) : Formula
    {
        public override Outcome Of(Row row) => placeholder.Of(row) is { } text ? Outcome.Of(text) : Outcome.Nothing;

        public override string? PerhapsThousands(Row row) =>
            placeholder.FirstFilled(row) is ({ } column, { } text) && NumberHint.PerhapsThousands(text) && row.IsSpelled(column) ? text.Trim() : null;
    }

    internal sealed class Arithmetic(char operation, Formula left, Formula right) : Formula
    {
        public override Outcome Of(Row row)
        {
            if (left.NumberOf(row) is not { } a || right.NumberOf(row) is not { } b)
                return Outcome.Nothing;
            return Outcome.Of(
                operation switch
                {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    '/' when b.Numerator.IsZero => throw new FormulaException("a division by zero"),
                    '/' => a / b,
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            );
        }

        public override string? PerhapsThousands(Row row) => left.PerhapsThousands(row) ?? right.PerhapsThousands(row);
    }

    internal sealed class Round(Formula inner, int decimals) : Formula
    {
        public override Outcome Of(Row row)
        {
            if (inner.NumberOf(row) is not { } value)
                return Outcome.Nothing;
            var unit = (Fraction)(long)Math.Pow(10, decimals);
            return Outcome.Of(Fraction.Whole((value * unit).RoundHalfToEven()) / unit);
        }
    }

    internal sealed class Comparison(string operation, Formula left, Formula right) : Formula
    {
        public override Outcome Of(Row row)
        {
            var (a, b) = (left.Of(row), right.Of(row));
            if (operation is "==" or "!=")
            {
                var same = Same(a, b);
                if (!same && NearlySame(a.AsText(), b.AsText()))
                    row.NearlyMatched(a.AsText(), b.AsText(), matters: operation == "!=");
                return Outcome.Of(same == (operation == "=="));
            }

            if (Numeric(a) is not { } x || Numeric(b) is not { } y)
                return Outcome.Of(false);

            var order = Fraction.Compare(x, y);
            return Outcome.Of(
                operation switch
                {
                    ">" => order > 0,
                    "<" => order < 0,
                    ">=" => order >= 0,
                    "<=" => order <= 0,
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            );
        }

        // 5 and "5.0" are one number; everything else is compared as text, and nothing is the same as empty text.
        private static bool Same(Outcome a, Outcome b) =>
            a.AsNumber() is { } x && b.AsNumber() is { } y ? Fraction.Compare(x, y) == 0 : string.Equals(a.AsText(), b.AsText(), StringComparison.Ordinal);

        private static bool NearlySame(string a, string b) =>
            a.AsSpan().Trim() is { Length: > 0 } text && text.Equals(b.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
    }

    internal sealed class And(Formula left, Formula right) : Formula
    {
        public override Outcome Of(Row row) => Outcome.Of(IsTrue(left, row) && IsTrue(right, row));
    }

    internal sealed class Or(Formula left, Formula right) : Formula
    {
        public override Outcome Of(Row row)
        {
            var before = row.NearMatches;
            var holds = IsTrue(left, row) || IsTrue(right, row);
            // One side holds, so it does not matter what the other nearly was.
            if (holds)
                row.NearMatches = before;
            return Outcome.Of(holds);
        }
    }

    internal sealed class Not(Formula inner) : Formula
    {
        public override Outcome Of(Row row) => Outcome.Of(!IsTrue(inner, row));
    }

    private static bool IsTrue(Formula formula, Row row) => formula.Of(row).Truth == true;
}
