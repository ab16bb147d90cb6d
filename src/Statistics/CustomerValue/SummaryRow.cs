namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>Customers who are alike to a model of purchases: x, t_x and T in weeks, and how many they are.</summary>
internal readonly record struct SummaryRow(int Repeats, double Recency, double Age, double Customers)
{
    // A table of this many rows or fewer is fitted at once; a larger one is first fitted on cells of its customers.
    private const int Many = 4_000;
    private const int CellsOfAge = 8;
    private const int CellsOfRecency = 16;

    /// <summary>One row for all customers with equal x, t_x and T, in ascending order, so that the order of customers changes nothing.</summary>
    public static SummaryRow[] Grouped(IEnumerable<CustomerSummary> customers)
    {
        var counts = new Dictionary<(int Repeats, double Recency, double Age), int>();
        foreach (var one in customers)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (one.Repeats, one.Recency, one.Age), out _)++;

        var rows = new SummaryRow[counts.Count];
        var next = 0;
        foreach (var ((repeats, recency, age), count) in counts)
            rows[next++] = new(repeats, recency, age, count);
        Array.Sort(rows, (a, b) => (a.Repeats, a.Recency, a.Age).CompareTo((b.Repeats, b.Recency, b.Age)));
        return rows;
    }

    /// <summary>
    /// Fewer rows with nearly the same likelihood, for the first part of a fit: customers of equal x whose t_x and T lie in one cell, at their mean.
    /// The rows themselves where they are few.
    /// </summary>
    public static SummaryRow[] Coarse(SummaryRow[] rows)
    {
        if (rows.Length <= Many)
            return rows;

        var longest = rows.Max(row => row.Age);
        int Cell(double weeks, int cells) => (int)Math.Min(cells - 1, weeks / longest * cells);
        return
        [
            .. rows.GroupBy(row => (row.Repeats, Cell(row.Recency, CellsOfRecency), Cell(row.Age, CellsOfAge)))
                .Select(cell =>
                {
                    var customers = cell.Sum(row => row.Customers);
                    return new SummaryRow(
                        cell.Key.Repeats,
                        cell.Sum(row => row.Customers * row.Recency) / customers,
                        cell.Sum(row => row.Customers * row.Age) / customers,
                        customers
                    );
                }),
        ];
    }
}
