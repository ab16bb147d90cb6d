using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Customer value as a person reads it in a terminal of 80 columns or more.</summary>
internal static class CustomerValueText
{
    public static void Print(CustomerValueView view)
    {
        Say($"{view.Customers:N0} customers through {Dates.Iso(view.Until)}, {view.Repeaters:N0} of whom bought on a second day. Times are in weeks.");
        if (view.Rows is { } rows)
            Say(Read(rows));
        Console.WriteLine();
        Print(view.Models);
        if (view.Holdout is { } holdout)
            Print("Holdout", holdout, view.Rows?.LastRow);
        else
            Say($"No holdout: there is no day after {Dates.Iso(view.Until)}.");
        Print(view.BackTest, view.BackTestRefusals);
        Print(view.Rfm);
    }

    private static string Read(PurchaseRowsView rows) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Rows read: {rows.Rows:N0}, the last of {Dates.Iso(rows.LastRow)}. Left out: rows below 0, as a refund is no purchase: {rows.Refunds:N0}; "
                + $"customers whose first purchase is later: {rows.LateCustomers:N0} (days of purchase: {rows.LatePurchases:N0}); days of purchase after the "
                + $"holdout: {rows.AfterHoldout:N0}. Rows added to another one of the same customer and day: {rows.SameDay:N0}. Rows with an amount of 0, "
                + $"which count as purchases without money: {rows.WithoutMoney:N0}."
        );

    private static void Print(IReadOnlyList<FittedView> models)
    {
        var table = FigureTable.Of("Model", "Parameter", "Value", "s.e.", "Log-likelihood", "Customers");
        foreach (var model in models)
        {
            foreach (var (parameter, i) in model.Parameters.Select((parameter, i) => (parameter, i)))
                table.AddRow(
                    i == 0 ? model.Model : "",
                    parameter.Name,
                    Number(parameter.Value, "0.0000"),
                    Number(parameter.StandardError, "0.0000"),
                    i == 0 ? Number(model.LogLikelihood, "0.000") : "",
                    i == 0 ? Number(model.Customers, "N0") : ""
                );
        }

        if (table.Rows.Count > 0)
            Output.Screen.Write(table);
        if (models.SelectMany(model => model.Parameters).Any(parameter => parameter.StandardError is null))
            Say("A parameter without a standard error is one that the data do not determine.");
        foreach (var model in models.Where(model => model.Refusal is not null))
            Say($"{model.Model} is not fitted: {model.Refusal}");
    }

    private static void Print(ContestView? backTest, IReadOnlyList<RefusalOfModelView> refusals)
    {
        if (backTest is null)
        {
            Say("No back-test: it takes a history of two days or more.");
            return;
        }

        if (backTest.Models.Count > 0)
            Print("Back-test", backTest, lastRow: null);
        foreach (var refusal in refusals)
            Say($"{refusal.Model} takes no part: {refusal.Reason}");
        if (backTest is { BestRanking: { } best, ClosestTotal: var total })
        {
            string[] asGood = [.. backTest.Models.Where(one => one.RanksAsTheBest && one.Model != best).Select(one => one.Model)];
            Say(
                $"By the back-test {best} ranks best"
                    + (asGood.Length > 0 ? $"; {string.Join(" and ", asGood)} cannot be told from {best}" : "")
                    + (total is null ? "." : $". The total of {total} is the closest.")
            );
        }
        else
            Say("The back-test names no model: nothing could be ranked.");
    }

    private static void Print(string title, ContestView contest, LocalDate? lastRow)
    {
        Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{title}: predicted at the end of {Dates.Iso(contest.AsOf)} for {contest.Days:N0} days through {Dates.Iso(contest.Through)}. Of "
                    + $"{contest.Customers:N0} customers {contest.Active:N0} bought."
            )
        );
        if (lastRow < contest.Through)
            Say($"The file ends on {Dates.Iso(lastRow.Value)}: the days after it count as days without purchases. Name a shorter --holdout.");
        var table = FigureTable.Of("Model", "AUC", "Purchases", "Off", "Money", "Off");
        table.AddRow("actual", "", Number(contest.Purchases, "N0"), "", Number(contest.Money, "N0"), "");
        foreach (var one in contest.Models)
            table.AddRow(
                one.Model,
                Number(one.Auc, "0.0000"),
                Number(one.Purchases, "N1"),
                Off(one.Purchases, contest.Purchases),
                Number(one.Money, "N0"),
                Off(one.Money, contest.Money)
            );
        Output.Screen.Write(table);
    }

    private static void Print(IReadOnlyList<FifthView> rfm)
    {
        Say("Fifths of customers by the last purchase, the number of purchases and the money of all; customers alike share a fifth.");
        var table = FigureTable.Of("Fifth", "Recency", "Frequency", "Money");
        foreach (var fifth in rfm.Reverse())
            table.AddRow(Number(fifth.Fifth, "0"), Number(fifth.Recency, "N0"), Number(fifth.Frequency, "N0"), Number(fifth.Money, "N0"));
        Output.Screen.Write(table);
    }

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));

    private static string Off(double? predicted, double actual) =>
        predicted is { } value && actual > 0 ? (value / actual - 1).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture) : "-";

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
