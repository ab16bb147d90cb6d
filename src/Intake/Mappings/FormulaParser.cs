using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// Reads formulas by recursive descent, loosest first: or, and, not, one comparison, sums, products, signs, atoms.
/// Whether a formula is a number or a truth is known here, so a mapping with <c>count: "{a} &gt; 1"</c> is refused when it is loaded.
/// </summary>
internal sealed class FormulaParser
{
    private static readonly string[] Comparisons = [">=", "<=", "==", "!=", ">", "<"];
    private readonly string text;
    private readonly ColumnSet columns;
    private int at;
    private int depth;

    private FormulaParser(string text, ColumnSet columns) => (this.text, this.columns) = (text, columns);

    private readonly record struct Parsed(Formula Formula, bool IsTruth);

    /// <exception cref="FormatException">The text is no formula that gives a number.</exception>
    public static Formula Number(string text, ColumnSet columns) => Parse(text, columns, wantsTruth: false);

    /// <exception cref="FormatException">The text is no formula that is true or false.</exception>
    public static Formula Condition(string text, ColumnSet columns) => Parse(text, columns, wantsTruth: true);

    private static Formula Parse(string text, ColumnSet columns, bool wantsTruth)
    {
        var parser = new FormulaParser(text, columns);
        var parsed = parser.Or();
        if (!parser.AtEnd)
            throw parser.Wrong("something is left over; comparisons are joined by and, or and not");
        return parsed.IsTruth == wantsTruth
            ? parsed.Formula
            : throw parser.Wrong(wantsTruth ? "a condition compares, as {players} > 0" : "a number is wanted, not a comparison");
    }

    private bool AtEnd
    {
        get
        {
            while (at < this.text.Length && char.IsWhiteSpace(this.text[at]))
                at++;
            return at == this.text.Length;
        }
    }

    private Parsed Or()
    {
        if (++depth > IntakeLimits.Depth)
            throw Wrong("its parentheses are too deep");
        var left = And();
        while (TakeWord("or"))
            left = new(new Formula.Or(Truth(left), Truth(And())), IsTruth: true);
        depth--;
        return left;
    }

    private Parsed And()
    {
        var left = Negation();
        while (TakeWord("and"))
            left = new(new Formula.And(Truth(left), Truth(Negation())), IsTruth: true);
        return left;
    }

    private Parsed Negation() => TakeWord("not") ? new(new Formula.Not(Truth(Compared())), IsTruth: true) : Compared();

    private Parsed Compared()
    {
        var left = Sum();
        foreach (var comparison in Comparisons)
        {
            if (Take(comparison))
                return new(new Formula.Comparison(comparison, Value(left), Value(Sum())), IsTruth: true);
        }

        return left;
    }

    private Parsed Sum()
    {
        var left = Product();
        while (TakeAny("+-") is { } operation)
            left = new(new Formula.Arithmetic(operation, Value(left), Value(Product())), IsTruth: false);
        return left;
    }

    private Parsed Product()
    {
        var left = Signed();
        while (TakeAny("*/") is { } operation)
            left = new(new Formula.Arithmetic(operation, Value(left), Value(Signed())), IsTruth: false);
        return left;
    }

    private Parsed Signed() =>
        Take("-") ? new(new Formula.Arithmetic('-', new Formula.Constant(Outcome.Of(Fraction.Zero)), Value(Atom())), IsTruth: false) : Atom();

    private Parsed Atom()
    {
        if (AtEnd)
            throw Wrong("it ends too early");
        if (TakeWord("round"))
            return Rounded();
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : throw Wrong("a parenthesis is not closed");
        }

        return new(
            this.text[at] switch
            {
                '{' => Cell(),
                '\'' or '"' => Quoted(this.text[at]),
                _ => Literal(),
            },
            IsTruth: false
        );
    }

    private Parsed Rounded()
    {
        if (!Take("("))
            throw Wrong("write round(x, 2)");
        var inner = Value(Or());
        if (!Take(",") || AtEnd || !char.IsAsciiDigit(this.text[at]))
            throw Wrong("write round(x, 2), with 0 to 9 decimals");
        var decimals = this.text[at++] - '0';
        return Take(")") ? new(new Formula.Round(inner, decimals), IsTruth: false) : throw Wrong("write round(x, 2), with 0 to 9 decimals");
    }

    private Formula.Cell Cell()
    {
        var placeholder = Template.ParsePlaceholder(this.text, ref at, this.columns);
        at++;
        return new Formula.Cell(placeholder);
    }

    private Formula.Constant Quoted(char quote)
    {
        var close = this.text.IndexOf(quote, at + 1);
        if (close < 0)
            throw Wrong("a quote is not closed");
        var quoted = this.text[(at + 1)..close];
        at = close + 1;
        return new Formula.Constant(Outcome.Of(quoted));
    }

    private Formula.Constant Literal()
    {
        var end = at;
        while (end < this.text.Length && (char.IsAsciiDigit(this.text[end]) || this.text[end] == '.'))
            end++;
        if (!Fraction.TryParse(this.text[at..end], out var number))
            throw Wrong("a number, 'text' or a {column} is wanted");
        at = end;
        return new Formula.Constant(Outcome.Of(number));
    }

    private bool Take(string symbol)
    {
        if (AtEnd || string.CompareOrdinal(this.text, at, symbol, 0, symbol.Length) != 0)
            return false;
        at += symbol.Length;
        return true;
    }

    private char? TakeAny(string symbols) => !AtEnd && symbols.Contains(this.text[at]) ? this.text[at++] : null;

    private bool TakeWord(string word)
    {
        _ = AtEnd;
        var start = at;
        if (!Take(word))
            return false;
        if (at == this.text.Length || !char.IsAsciiLetterOrDigit(this.text[at]))
            return true;
        at = start;
        return false;
    }

    private Formula Truth(Parsed parsed) => parsed.IsTruth ? parsed.Formula : throw Wrong("and, or and not join comparisons");

    private Formula Value(Parsed parsed) => parsed.IsTruth ? throw Wrong("a comparison is not a number") : parsed.Formula;

    private FormatException Wrong(string what) => new($"'{this.text}' is no formula: {what} (at character {at + 1})");
}
