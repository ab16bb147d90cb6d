using CustomerPerformanceTracker.Statistics.CustomerValue;

namespace CustomerPerformanceTracker.Cli;

/// <summary>
/// Purchases from a CSV file with a header row. A row with a negative amount is a refund, which is no purchase: it is left out and counted. An amount of 0 is a
/// purchase without money.
/// </summary>
internal sealed class PurchaseFile
{
    private const int IsoDate = 10;

    private readonly string file;
    private readonly Dictionary<string, List<PurchaseDay>> customers = new(StringComparer.Ordinal);

    private PurchaseFile(string file) => this.file = file;

    public int Rows { get; private set; }

    /// <summary>Rows with a negative amount.</summary>
    public int Refunds { get; private set; }

    /// <summary>Rows with an amount of 0.</summary>
    public int Free { get; private set; }

    public DateOnly Last { get; private set; } = DateOnly.MinValue;

    public static PurchaseFile Read(string file, string customer, string date, string amount)
    {
        using var csv = new CsvRows(file);
        var read = new PurchaseFile(file);
        var (who, when, what) = (csv.Place(customer), csv.Place(date), csv.Place(amount));
        while (csv.Next() is { } row)
        {
            string Cell(int at) => at < row.Length ? row[at] : "";
            read.Rows++;
            read.Take(read.Customer(Cell(who), customer), read.Date(Cell(when), date), read.Amount(Cell(what), amount));
        }

        return read;
    }

    /// <summary>
    /// A history for each customer with a purchase, in the order of their names, so that the order of rows changes nothing. The rows are released: they take a
    /// third of the memory of a fit.
    /// </summary>
    public PurchaseHistory[] IntoHistories()
    {
        var named = customers.ToArray();
        customers.Clear();
        customers.TrimExcess();
        Array.Sort(named, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var histories = new PurchaseHistory[named.Length];
        for (var i = 0; i < named.Length; i++)
        {
            histories[i] = PurchaseHistory.Of(named[i].Value);
            named[i] = default;
        }

        return histories;
    }

    private void Take(string customer, DateOnly date, double amount)
    {
        if (date > Last)
            Last = date;
        if (amount < 0)
        {
            Refunds++;
            return;
        }

        Free += amount == 0 ? 1 : 0;
        if (!customers.TryGetValue(customer, out var days))
            customers.Add(customer, days = new(capacity: 1));
        days.Add(new(date.DayNumber, amount));
    }

    private string Customer(string cell, string column) =>
        cell.Length > 0 ? cell : throw Wrong(column, "the customer is missing. Name the customer of each row, or take the row out.");

    private DateOnly Date(string cell, string column)
    {
        var day = cell.Length > IsoDate && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? cell[..IsoDate] : cell;
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong(column, $"'{cell}' is no date. Write it as 2025-05-03 or 20250503; a time of day may follow the first form.");
    }

    private double Amount(string cell, string column) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && double.IsFinite(amount)
            ? amount
            : throw Wrong(column, $"'{cell}' is no amount. Write a number with a decimal point such as 29.33, 0 for a purchase without money.");

    private UsageException Wrong(string column, string what) => new($"{CsvRows.Name(file, Rows, column)}: {what}");
}
