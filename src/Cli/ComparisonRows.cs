using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Cli;

/// <summary>One row of a file of two arms.</summary>
/// <param name="Arm">0 for control, 1 for the treatment.</param>
/// <param name="Customer">The customer's number; 0 where no column names customers.</param>
/// <param name="Guarded">What the row says about the guardrail; null where its cell is empty.</param>
internal readonly record struct ComparisonRow(int Arm, int Customer, CustomerSum Measured, CustomerSum? Guarded);

/// <summary>The rows of a CSV file of two arms, in the order of the file, which is the order of time.</summary>
internal sealed record ComparisonRows(IReadOnlyList<ComparisonRow> Rows, string Control, string Treatment, int Customers)
{
    private const string ControlName = "control";

    /// <param name="control">The name of the arm that the other one is held against; null for the one named <c>control</c>, else the first by name.</param>
    public static ComparisonRows Read(string file, ComparisonColumns columns, string? control)
    {
        var table = NumberTable.Read(file);
        var (arms, (measured, guarded)) = (table.Texts(columns.Arm), Sums(table, columns));
        var (first, second) = Names(table, columns.Arm, arms, control);
        var customers = columns.Customer is { } column ? Numbered(table, column, table.Texts(column)) : new int[arms.Count];
        var rows = new ComparisonRow[arms.Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = new(arms[row] == first ? 0 : 1, customers[row], measured[row]!.Value, guarded[row]);
        if (columns.Customer is { } named)
            OneArmEach(table, named, rows);
        return new(rows, first, second, rows.Length == 0 ? 0 : customers.Max() + 1);
    }

    private static (CustomerSum?[] Measured, CustomerSum?[] Guarded) Sums(NumberTable table, ComparisonColumns columns)
    {
        var measure = new ComparisonMeasure(table, columns.Value, columns.Trials, IsWhole: columns.Customer is null);
        var measured = measure.Sums(mayBeEmpty: false);
        return columns.Guardrail is { } guardrail
            ? (measured, new ComparisonMeasure(table, guardrail, columns.GuardrailTrials, IsWhole: columns.Customer is null).Sums(mayBeEmpty: true))
            : (measured, new CustomerSum?[measured.Length]);
    }

    private static (string Control, string Treatment) Names(NumberTable table, string column, IReadOnlyList<string> arms, string? control)
    {
        for (var row = 0; row < arms.Count; row++)
            if (arms[row].Length == 0)
                throw new UsageException($"{table.Place(row, column)} is empty; each row is of one arm. Fill it in, or leave the row out.");
        string[] names = [.. arms.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length != 2)
            throw new UsageException(
                $"Column '{column}' has {names.Length} values{(names.Length > 0 ? ": " + string.Join(", ", names.Take(5)) : "")}; two arms are compared. Leave "
                    + "the rows of other arms out of the file, or name another --arm."
            );
        if (control is not null && !names.Contains(control, StringComparer.Ordinal))
            throw new UsageException($"--control {control}: column '{column}' has the arms {names[0]} and {names[1]}. Name one of these.");
        var first = control ?? Array.Find(names, name => name.Equals(ControlName, StringComparison.OrdinalIgnoreCase)) ?? names[0];
        return (first, names[0] == first ? names[1] : names[0]);
    }

    private static int[] Numbered(NumberTable table, string column, IReadOnlyList<string> cells)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofRow = new int[cells.Count];
        for (var row = 0; row < ofRow.Length; row++)
        {
            if (cells[row].Length == 0)
                throw new UsageException($"{table.Place(row, column)} is empty; the unit is the customer. Name each row's customer, or leave the row out.");
            numbers.TryAdd(cells[row], numbers.Count);
            ofRow[row] = numbers[cells[row]];
        }

        return ofRow;
    }

    private static void OneArmEach(NumberTable table, string column, ComparisonRow[] rows)
    {
        var (arms, inBoth, at) = (new Dictionary<int, int>(), new HashSet<int>(), -1);
        for (var row = 0; row < rows.Length; row++)
        {
            if (arms.TryAdd(rows[row].Customer, rows[row].Arm) || arms[rows[row].Customer] == rows[row].Arm)
                continue;
            inBoth.Add(rows[row].Customer);
            at = at < 0 ? row : at;
        }

        if (inBoth.Count > 0)
            throw new UsageException(
                $"{table.Place(at, column)}: this customer has rows in both arms ({inBoth.Count} of {arms.Count} customers have); a customer belongs to one "
                    + "arm. Leave these customers out of the file, and find out how they came into both."
            );
    }
}
