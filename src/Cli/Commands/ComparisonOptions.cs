using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>The options of <c>cpt stats compare</c>, and the plan that they make together.</summary>
internal sealed class ComparisonOptions
{
    private const int UsualLooks = 20;
    private const int MostLooks = 1_000;
    private const string NoCap = "none";

    private readonly Argument<string> file = new("FILE") { Description = "CSV file with a header row, its rows in the order of time." };
    private readonly Option<string> arm = new("--arm") { Description = "Column that names the arm of each row.", Required = true };
    private readonly Option<string?> successes = new("--successes") { Description = "Column of successes, with --trials." };
    private readonly Option<string?> trials = new("--trials") { Description = "Column of trials: a row is some independent trials, or one customer's." };
    private readonly Option<string?> mean = new("--mean") { Description = "Column of the value whose mean is compared: per customer, or per row." };
    private readonly Option<string?> customer = new("--customer") { Description = "Column that names the customer. Without it each row is independent." };

    private readonly Option<string?> control = new("--control")
    {
        Description = "The arm that the other one is held against; the one named 'control', or else the first by name, where it is not named.",
    };

    private readonly Option<int> looks = new("--looks")
    {
        Description = $"Into how many looks of equally many rows the file is cut, 1 to {MostLooks}. The last interval depends on it only after a declared end.",
        DefaultValueFactory = _ => UsualLooks,
    };

    private readonly Option<long?> end = new("--end")
    {
        Description =
            "Customers (or rows, or trials) in both arms at the end, if declared before the first look: a narrower interval, which holds up to there.",
    };

    private readonly Option<double> tightest = new("--tightest")
    {
        Description = "Customers (or rows, or trials) in both arms at which the interval without an end is tightest. Name it before the first look.",
        DefaultValueFactory = _ => Boundary.Anytime.Usual,
    };

    private readonly Option<string?> cap = new("--cap")
    {
        Description =
            $"Quantile of the amounts of both arms at which an amount is capped, above 0 and at most 1, or '{NoCap}'. With --mean {AmountCap.Usual} where it "
            + "is not named.",
    };

    private readonly Option<string> split = new("--split")
    {
        Description = "Declared shares of control and treatment, as 1:1 or 9:1.",
        DefaultValueFactory = _ => "1:1",
    };

    private readonly Option<bool> oneSided = new("--one-sided") { Description = "Only 'better' is looked for, with a nearer lower end and no other one." };
    private readonly Option<BetterWhen> better = Direction("--better", "Which of two means is the better one: higher or lower.");

    private readonly Option<string?> guardrail = new("--guardrail")
    {
        Description = "Column of a second measure that must not get worse, such as a score of trust; an empty cell says nothing.",
    };

    private readonly Option<string?> guardrailTrials = new("--guardrail-trials") { Description = "Column of its trials, if it counts successes." };
    private readonly Option<BetterWhen> guardrailBetter = Direction("--guardrail-better", "Which of two means of the guardrail is the better one.");
    private readonly Option<double> margin = new("--margin") { Description = "How much worse the guardrail may be, in its unit (shares: 0 to 1)." };

    public IEnumerable<Symbol> All =>
        [
            file,
            arm,
            successes,
            trials,
            mean,
            customer,
            control,
            looks,
            end,
            tightest,
            cap,
            split,
            oneSided,
            better,
            guardrail,
            guardrailTrials,
            guardrailBetter,
            margin,
        ];

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(file);

    /// <summary>The arm named as control, if one is.</summary>
    public string? Named(ParseResult parsed) => parsed.GetValue(control);

    public ComparisonColumns Columns(ParseResult parsed)
    {
        var (value, of) = (parsed.GetValue(successes), parsed.GetValue(trials), parsed.GetValue(mean)) switch
        {
            ({ } k, { } n, null) => (k, n),
            (null, null, { } amount) => (amount, (string?)null),
            _ => throw new UsageException("Name either --successes and --trials, or --mean."),
        };
        return parsed.GetValue(guardrail) is null && (parsed.GetValue(guardrailTrials) is not null || parsed.GetValue(margin) != 0)
            ? throw new UsageException("--guardrail-trials and --margin say more about a guardrail. Name its column with --guardrail.")
            : new(parsed.GetRequiredValue(arm), value, of, parsed.GetValue(customer), parsed.GetValue(guardrail), parsed.GetValue(guardrailTrials));
    }

    public ComparisonPlan Plan(ParseResult parsed)
    {
        var at = Within(tightest, parsed.GetValue(tightest), value => value >= 1 && double.IsFinite(value), "1 or more");
        var allowed = Within(margin, parsed.GetValue(margin), value => value >= 0 && double.IsFinite(value), "0 or more");
        if (parsed.GetValue(end) is { } declared)
            Within(end, declared, value => value >= 2 * ComparisonDesign.FewestCustomers, $"{2 * ComparisonDesign.FewestCustomers} or more");
        return new(
            new ComparisonDesign
            {
                Boundary = parsed.GetValue(end) is { } last ? new Boundary.DeclaredEnd(last) : new Boundary.Anytime(at),
                Sides = parsed.GetValue(oneSided) ? Sides.One : Sides.Two,
                BetterWhen = parsed.GetValue(better),
            },
            parsed.GetValue(guardrail) is null ? null : new Guardrail(allowed, parsed.GetValue(guardrailBetter), at),
            Within(looks, parsed.GetValue(looks), value => value is >= 1 and <= MostLooks, $"1 to {MostLooks}"),
            Quantile(parsed.GetValue(cap), parsed.GetValue(mean) is not null),
            ControlShare(parsed.GetRequiredValue(split))
        );
    }

    private static double? Quantile(string? cap, bool ofMean) =>
        (cap, ofMean) switch
        {
            (null, true) => AmountCap.Usual,
            (null or NoCap, _) => null,
            (_, false) => throw new UsageException($"--cap {cap}: successes are not capped. Leave --cap out."),
            _ when double.TryParse(cap, NumberStyles.Float, CultureInfo.InvariantCulture, out var quantile) && quantile is > 0 and <= 1 => quantile,
            _ => throw new UsageException($"--cap {cap}: name a quantile above 0 and at most 1, such as 0.99, or '{NoCap}'."),
        };

    private static double ControlShare(string split) =>
        SplitCheck.ControlShare(split)
        ?? throw new UsageException($"--split {split}: name the parts of control and of the treatment, both above 0, as in 1:1 or 9:1.");

    private static T Within<T>(Option option, T value, Func<T, bool> fits, string allowed) =>
        fits(value) ? value : throw new UsageException($"{option.Name} {value}: name {allowed}.");

    private static Option<BetterWhen> Direction(string name, string description)
    {
        var option = new Option<BetterWhen>(name) { Description = description, DefaultValueFactory = _ => BetterWhen.Higher };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<BetterWhen>().Select(one => one.ToLowerInvariant())]);
        return option;
    }
}
