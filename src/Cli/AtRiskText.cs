using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Customers at risk as a person reads them in a terminal, and as a list for a campaign tool.</summary>
internal static class AtRiskText
{
    public static void Print(AtRiskView view, string? file)
    {
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{view.Campaign ?? "All campaigns"} through {Dates.Iso(view.Until)}, {view.HorizonDays} days ahead by {view.Model}; seal {view.Cursors.Seal}. "
                    + $"{view.Smiling:N0} smiling churners: they buy as before and feel worse."
            )
        );
        if (view.FeelingsRefused is { } refused)
            Say(string.Create(CultureInfo.InvariantCulture, $"Who feels worse cannot be told, so the list rests on who may buy nothing. {refused}"));
        else if (view.ShareFeltWorse is { } share)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {view.GaveSigns:N0} customers who gave a sign (an answer, a contact, an order kept or sent back) in {view.SignDays} days "
                        + $"about {share:P0} feel worse."
                )
            );
        Say(Told(view.Leaving));
        Console.WriteLine();
        foreach (var one in view.Customers)
            Console.WriteLine(
                Output.Item($"{(one.Smiling ? "* " : "  ")}", $"{one.Customer ?? $"customer {one.Number}, erased"}: {Stake(one, view)} at stake. {one.Why}")
            );
        if (view.Customers.Any(one => one.Smiling))
            Console.WriteLine("* smiling churner");
        if (view.Left > 0)
            Say(string.Create(CultureInfo.InvariantCulture, $"{view.Left:N0} customers who cancelled and did not buy since are not in the list."));
        if (file is not null && view.RecordedBy is { } seal)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Written to {file}: {view.Customers.Count:N0} customers. Who took the list and why is taken down under seal {seal}."
                )
            );
    }

    /// <summary>How well it can be told who leaves.</summary>
    public static string Told(LeavingView leaving) =>
        leaving switch
        {
            { Refused: { } refused } => $"Who buys nothing in {leaving.HorizonDays} days cannot be told. {refused}",
            { BackTest: { } tested } => string.Create(
                CultureInfo.InvariantCulture,
                $"Buying nothing in {leaving.HorizonDays} days: {leaving.Mean:P0} of customers on average. {leaving.HorizonDays} days ago the same model said "
                    + $"{tested.Said:P0} and {tested.Came:P0} came; slope {tested.Slope:0.00} (1 is right), mean gap by tenth {tested.Gap:P1}."
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Buying nothing in {leaving.HorizonDays} days: {leaving.Mean:P0} of customers on average. "
                    + $"The history is too short to test that on the days before."
            ),
        };

    /// <summary>One row a customer, in the order of the list.</summary>
    public static string Csv(AtRiskView view) =>
        Wire.Csv.Of(
            ["customer", "smiling", "at_stake", "expected", "currency", "felt_worse", "leaves", "orders", "paid", "last_order", "why"],
            view.Customers.Where(one => one.Customer is not null)
                .Select(one =>
                    (IReadOnlyList<object?>)
                        [
                            one.Customer,
                            one.Smiling ? "yes" : "no",
                            Math.Round(one.AtStake, 2),
                            one.Expected is { } money ? Math.Round(money, 2) : null,
                            view.Currency,
                            one.FeltWorse is { } worse ? Math.Round(worse, 3) : null,
                            one.Leaves is { } leaves ? Math.Round(leaves, 3) : null,
                            one.Orders,
                            Math.Round(one.Paid, 2),
                            Dates.Iso(one.LastOrder),
                            one.Why,
                        ]
                )
        );

    private static string Stake(CustomerAtRiskView one, AtRiskView view) =>
        one.Expected is not null && view.Currency is { } currency
            ? string.Create(CultureInfo.InvariantCulture, $"{one.AtStake:N2} {currency}")
            : string.Create(CultureInfo.InvariantCulture, $"{one.AtStake:N2} days of purchase");

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
