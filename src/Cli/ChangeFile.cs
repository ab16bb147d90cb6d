using CustomerPerformanceTracker.Loop.Changes;

namespace CustomerPerformanceTracker.Cli;

/// <summary>
/// A CSV file of changes: the columns <c>at</c>, <c>kind</c> and <c>what</c>; <c>until</c>, <c>campaign</c> and <c>ref</c> where there are such; and one
/// column a dimension for the scope. An empty cell says nothing.
/// </summary>
internal static class ChangeFile
{
    private static readonly string[] Needed = ["at", "kind", "what"];
    private static readonly string[] Further = ["until", "campaign", "ref"];

    /// <param name="dimensions">The dimensions a scope can name.</param>
    /// <exception cref="UsageException">A column is missing, stands there twice or is none of these.</exception>
    public static IReadOnlyList<ChangeRow> Read(string file, IReadOnlyCollection<string> dimensions)
    {
        using var csv = new CsvRows(file);
        string[] known = [.. Needed, .. Further, .. dimensions];
        if (KnownNames.FirstUnknown(csv.Header, known) is { } unknown)
            throw new UsageException($"{file}: {KnownNames.Refusal("column of changes", unknown, known)}");
        var places = Needed.Concat(csv.Header.Except(Needed, StringComparer.Ordinal)).ToDictionary(name => name, csv.Place, StringComparer.Ordinal);
        string[] scope = [.. csv.Header.Where(dimensions.Contains)];
        var rows = new List<ChangeRow>();
        while (csv.Next() is { } row)
        {
            // An empty line is one empty cell.
            if (row is [""])
                continue;
            rows.Add(
                new(
                    csv.Line,
                    new ChangeDraft(
                        Cell("kind") ?? "",
                        Cell("what") ?? "",
                        Cell("at") ?? "",
                        Cell("until"),
                        Cell("campaign"),
                        [.. scope.Where(name => Cell(name) is not null).Select(name => KeyValuePair.Create(name, Cell(name)!))],
                        Cell("ref")
                    )
                )
            );

            string? Cell(string column) => places.TryGetValue(column, out var at) && at < row.Length && row[at].Length > 0 ? row[at] : null;
        }

        return rows;
    }
}
