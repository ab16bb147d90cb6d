using CustomerPerformanceTracker.Statistics.CustomerValue;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt stats clv</c>.</summary>
internal static class CustomerValueCommand
{
    public static Command Clv()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row, one row a purchase." };
        var customer = new Option<string>("--customer") { Description = "Column that names the customer.", Required = true };
        var date = new Option<string>("--date")
        {
            Description = "Column of the date: 2025-05-03 or 20250503, a time of day may follow the first.",
            Required = true,
        };
        var amount = new Option<string>("--amount")
        {
            Description = "Column of the money. Rows below 0 are refunds and left out; 0 is a purchase.",
            Required = true,
        };
        var until = new Option<string>("--until")
        {
            Description = "Last day that the models know. Customers whose first purchase is later are left out.",
            Required = true,
        };
        var holdout = new Option<int?>("--holdout")
        {
            Description = "Days after --until that the predictions are judged on; as many as the file has where it is not named.",
        };
        var command = new Command(
            "clv",
            "Customer value: BG/NBD, Pareto/NBD and Gamma-Gamma fitted to what customers bought, a ranker beside them, and how well each predicts. "
                + "Purchases of one customer on one day are one purchase; the unit of time is the week."
        )
            .With(file, customer, date, amount, until, holdout)
            .WithExample("cpt stats clv orders.csv --customer customer_id --date ordered_on --amount total --until 2025-06-30 --holdout 90");
        command.SetAction(options =>
        {
            var purchases = PurchaseFile.Read(
                options.GetRequiredValue(file),
                options.GetRequiredValue(customer),
                options.GetRequiredValue(date),
                options.GetRequiredValue(amount)
            );
            var day = Dates.Parse(options.GetRequiredValue(until))!.Value.ToDateOnly();
            var days = options.GetValue(holdout);
            if (days < 1)
                throw new UsageException($"A holdout has one day or more, not {days}. Leave --holdout out to judge on all days after --until.");
            var view = Study(purchases, day, days ?? Math.Max(0, purchases.Last.DayNumber - day.DayNumber));
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(view);
            else
                CustomerValueText.Print(view);
            return ExitCode.Done;
        });
        return command;
    }

    private static CustomerValueView Study(PurchaseFile purchases, DateOnly until, int holdout)
    {
        var day = until.DayNumber;
        var histories = purchases.IntoHistories();
        if (!Array.Exists(histories, one => one.First <= day))
            throw new UsageException($"No customer had bought by {until:yyyy-MM-dd}; {First(histories)}. " + "Name a later --until.");

        var late = histories.Where(one => one.First > day).ToArray();
        var rows = purchases.Rows - purchases.Refunds;
        return CustomerValueView.Of(
            CustomerValueStudy.Of(histories, day, holdout),
            new(
                purchases.Rows,
                purchases.Refunds,
                purchases.Free,
                rows - histories.Sum(one => one.Days.Count),
                late.Length,
                late.Sum(one => one.Days.Count),
                histories.Where(one => one.First <= day).Sum(one => one.Days.Count(bought => bought.Day > day + holdout)),
                LocalDate.FromDateOnly(purchases.Last)
            )
        );
    }

    private static string First(PurchaseHistory[] histories) =>
        histories.Length == 0
            ? "the file has no purchase"
            : string.Create(CultureInfo.InvariantCulture, $"the first purchase is of {DateOnly.FromDayNumber(histories.Min(one => one.First)):yyyy-MM-dd}");
}
