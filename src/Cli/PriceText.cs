namespace CustomerPerformanceTracker.Cli;

/// <summary>The price of lost trust as a person reads it in a terminal.</summary>
internal static class PriceText
{
    // Drawn feelings show a loss in about .025 of the draws where the comparison is right; above this, chance does not explain it (100 draws).
    private const double Doubtful = 0.08;

    private const string CarriesNot = " What is recorded does not carry the comparison: do not use the figure.";

    public static void Print(PriceView view)
    {
        Console.WriteLine(Output.Paragraph(view.Sentence));
        if (view.Break is { Shown: true } price)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The share that feels worse rose by {Percent(price.Rise)} points among customers alike; "
                        + $"one who felt worse bought {Money(price.LossAfter)} {Unit(view)} less; "
                        + $"{price.Exposed:N0} customers were exposed. In 30 days: {Money(price.PriceAMonth)} {Unit(view)}."
                )
            );
        if (view.Loss is { } loss)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"One customer who felt worse: {Money(loss.Loss)} {Unit(view)} less than {loss.Comparable:N2} of customers alike "
                        + $"({loss.FeltWorse:N0} against {loss.Others:N0}, worth {loss.EffectiveOthers:N0} when weighted to be alike)."
                )
            );
        if (view.WithoutOrder > 0)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{view.WithoutOrder:N0} customers answered and had bought nothing by then; for them nobody alike can be looked for."
                )
            );
        if (view.Placebo is { } placebo)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Feelings drawn by lot showed a loss in {placebo.AtRandom:P0} of {placebo.Draws} draws, feelings drawn from what is recorded in "
                        + $"{placebo.FromThePast:P0}; about 2.5 % is right."
                        + $"{(Math.Max(placebo.AtRandom, placebo.FromThePast) > Doubtful ? CarriesNot : "")}"
                )
            );
    }

    private static string Unit(PriceView view) => view.Currency ?? "days of purchase";

    private static string Money(IntervalView interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Value:N2} ({interval.Low:N2} to {interval.High:N2})");

    private static string Percent(IntervalView share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share.Value:N1} ({100 * share.Low:N1} to {100 * share.High:N1})");

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
