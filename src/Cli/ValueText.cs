using CustomerPerformanceTracker.Statistics.CustomerValue;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What customers are worth, as a person reads it in a terminal.</summary>
internal static class ValueText
{
    private const int PeriodsShown = 6;

    public static void Print(ValueView view)
    {
        Head(view);
        foreach (var one in view.Expected)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"In {view.HorizonDays} days {one.Model} expects {one.Purchases:N0} days of purchase{Band(one.PurchasesBand)}"
                        + $"{Money(one.Money, view.Currency)}{Band(one.MoneyBand)}; {one.Alive:P0} of customers have not stopped buying."
                )
            );
        if (view.Earlier is { } earlier)
            Say(Earlier(earlier));
        if (view.Margin is { } margin)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Margin: {margin.Share:P1} of the money of orders whose cost is known, which are {margin.OrdersWithCost:P0} of the money."
                )
            );
        Say(AtRiskText.Told(view.Leaving));
        CustomerValueText.Print(view.Study);
        Print("By the month of the first order, who bought in the periods of 30 days after it:", view.Cohorts);
        Print("By how customers felt at the start (first answer within 30 days of the first order):", view.ByFeelingAtStart);
    }

    public static void PrintSegments(ValueView view)
    {
        Head(view);
        var table = new Table().Border(TableBorder.Simple).AddColumn("Last order").AddColumn("Orders");
        foreach (var column in (string[])["Customers", $"Paid {view.Currency}".TrimEnd(), $"Expected in {view.HorizonDays} days"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var one in view.Segments)
            table.AddRow(one.Recency, one.Frequency, Number(one.Customers), Number(one.Paid), one.Expected is { } expected ? Number(expected) : "");
        Output.Screen.Write(table);
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"By fifths of all customers: the upper two, the middle one, the lower two. What is expected is days of purchase."
            )
        );
    }

    private static string Band(BandView? band) => band is { } ends ? string.Create(CultureInfo.InvariantCulture, $" ({ends.Low:N0} to {ends.High:N0})") : "";

    private static string Earlier(EarlierTotalsView earlier)
    {
        double[] ratios = [.. earlier.Windows.Where(one => one.ExpectedPurchases > 0).Select(one => one.Purchases / one.ExpectedPurchases)];
        if (ratios.Length < EarlierTotals.Fewest)
            return $"No interval of the total: earlier windows of {earlier.HorizonDays} days that can be held against what came: {ratios.Length}, and "
                + $"{EarlierTotals.Fewest} are needed.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Intervals of 95 % are by {ratios.Length} earlier windows of {earlier.HorizonDays} days, in which {ratios.Min():0.00} to {ratios.Max():0.00} "
                + $"of what {earlier.Model} expected was bought."
        );
    }

    private static void Head(ValueView view)
    {
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{view.Campaign ?? "All campaigns"} through {Dates.Iso(view.Until)}; seal {view.Cursors.Seal}. "
                    + $"Bought on a second day: {view.Repeated.Value:P1} ({view.Repeated.Low:P1} to {view.Repeated.High:P1}) of "
                    + $"{view.Repeated.N:N0} customers; half of them are customers for {view.TenureDays:N0} days or more. "
                    + $"{view.Withheld:N0} others did something and bought nothing."
            )
        );
        if (view.OrdersWithoutRate > 0)
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{view.OrdersWithoutRate:N0} orders are in another currency than {view.Currency} and count without money: "
                        + $"name `currency:` in the KPI stack and import rates (`cpt rates import FILE`)."
                )
            );
    }

    private static void Print(string title, IReadOnlyList<CohortView> cohorts)
    {
        Console.WriteLine(Output.Paragraph(title));
        var periods = Math.Min(PeriodsShown, cohorts.Max(cohort => cohort.Retained.Count));
        var table = new Table().Border(TableBorder.Simple).AddColumn("Customers");
        foreach (var column in (IEnumerable<string>)["n", "Second day", .. Enumerable.Range(1, periods).Select(period => $"{30 * period} d")])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var cohort in cohorts)
            table.AddRow([
                cohort.Name,
                Number(cohort.Repeated.N),
                Share(cohort.Repeated),
                .. Enumerable.Range(0, periods).Select(i => i < cohort.Retained.Count ? Share(cohort.Retained[i]) : ""),
            ]);
        Output.Screen.Write(table);
    }

    private static string Money(double? money, string? currency) =>
        money is { } some ? string.Create(CultureInfo.InvariantCulture, $" and {some:N0} {currency}") : "";

    private static string Share(ShareView share) => share.Value.ToString("P0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
