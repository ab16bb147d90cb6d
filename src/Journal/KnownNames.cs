namespace CustomerPerformanceTracker.Journal;

/// <summary>Names that are one of a closed set, and what is said of a name that is none of them.</summary>
public static class KnownNames
{
    /// <summary>The first of the names that is not known, or null.</summary>
    public static string? FirstUnknown(IEnumerable<string> names, IReadOnlyCollection<string> known) =>
        names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));

    /// <summary>That there is no such name, which names there are, and the one that was probably meant.</summary>
    /// <param name="what">What the names are of, in the singular: kind, severity.</param>
    public static string Refusal(string what, string? given, IReadOnlyCollection<string> known) =>
        $"'{given}' is no {what}; known are {string.Join(", ", known)}.{Hint(given, known)}";

    /// <summary>A sentence that asks for the nearest name, with a space before it; empty where none is near.</summary>
    public static string Hint(string? given, IEnumerable<string> known) => Nearest(given ?? "", known) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>The known name that the fewest letters part from the given one; null where more than about a third of them do.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var most = (given.Length + 2) / 3;
        return known
            .Select(name => (Name: name, Distance: Distance(given, name, most)))
            .Where(one => one.Distance <= most)
            .OrderBy(one => one.Distance)
            .Select(one => one.Name)
            .FirstOrDefault();
    }

    /// <summary>
    /// Letters to be added, left out, replaced or exchanged with their neighbour to make one name of the other (optimal string alignment); letter case
    /// apart. Names whose lengths differ by more than <paramref name="most"/> are that far apart at the least.
    /// </summary>
    private static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
            return most + 1;
        var (a, b) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(a, b, i, j, cost);
        }

        return cost[a.Length, b.Length];
    }

    private static int Cheapest(string a, string b, int i, int j, int[,] cost)
    {
        var least = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
    }
}
