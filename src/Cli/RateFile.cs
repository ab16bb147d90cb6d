using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Rates;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli;

/// <summary>
/// A CSV file of daily exchange rates, as native signals: with the columns <c>date,currency,rate</c>, or with a column of dates and one for each
/// currency, named by its code. A rate is what one unit of the base currency was worth. Cells that are empty or say N/A, and columns that are no
/// currency's, are passed over.
/// </summary>
internal sealed class RateFile(string file, string baseCurrency, DateTimeZone zone)
{
    // Decimals of a count: a signal counts at most a thousand million.
    private const int MostZeros = 9;

    private static readonly string[] Long = ["date", "currency", "rate"];

    /// <summary>The signals, one a line; a rate is of the whole day, counted from its beginning in the workspace's zone.</summary>
    public IEnumerable<string> Lines()
    {
        using var csv = new CsvRows(file);
        var header = csv.Header.Select(name => name.ToLowerInvariant()).ToArray();
        var isLong = Long.All(header.Contains);
        var date = Array.IndexOf(header, "date") is >= 0 and var at
            ? at
            : throw new UsageException($"{file} has no column 'date'. It has: {string.Join(", ", csv.Header)}.");
        int[] columns = isLong ? [Array.IndexOf(header, "rate")] : [.. Currencies(csv.Header)];
        if (columns.Length == 0)
            throw new UsageException($"{file} has no rates: name its columns date, currency and rate, or one for each currency by its code, such as USD.");
        for (var number = 1; csv.Next() is { } row; number++)
        {
            string Cell(int column) => column < row.Length ? row[column] : "";
            foreach (var column in columns)
            {
                if (Cell(column) is not "" and not "N/A" and var rate)
                    yield return Line(number, Cell(date), isLong ? Cell(Array.IndexOf(header, "currency")) : csv.Header[column], rate);
            }
        }
    }

    private IEnumerable<int> Currencies(IReadOnlyList<string> header) =>
        Enumerable.Range(0, header.Count).Where(column => Currency.Find(header[column]) is not null && header[column] != baseCurrency);

    private string Line(int row, string date, string currency, string rate)
    {
        var unit = Currency.Find(currency) ?? throw Wrong(row, $"'{currency}' is no ISO 4217 code of a currency, such as CHF");
        if (!decimal.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value <= 0)
            throw Wrong(row, $"'{rate}' is no rate; write a number above zero with a decimal point, such as 0.9407");
        if (LocalDatePattern.Iso.Parse(date) is not { Success: true, Value: var day })
            throw Wrong(row, $"'{date}' is no date; write it as 2025-05-03");
        var zeros = Math.Max(0, value.Scale - unit.Decimals);
        if (zeros > MostZeros)
            throw Wrong(row, $"{rate} has more than {MostZeros + unit.Decimals} decimals; round it");
        var count = (long)Math.Pow(10, zeros);
        var start = OffsetDateTimePattern.Rfc3339.Format(zone.AtStartOfDay(day).ToOffsetDateTime());
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"rate-{{baseCurrency}}-{{currency}}-{{date}}","type":"rate","campaign":"{{RateReader.Campaign}}","occurredAt":"{{start}}","""
                + $$""" "base":"{{baseCurrency}}","count":{{count}},"amount":"{{value * count}}","currency":"{{currency}}"}"""
        );
    }

    private UsageException Wrong(int row, string what) => new($"{file}, data row {row}: {what}.");
}
