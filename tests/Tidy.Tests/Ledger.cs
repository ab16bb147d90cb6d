using System.Globalization;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// Known offenders against a rule, one `NAME COUNT` a line in a file of the folder `Ledgers`: a list that only shrinks. A new offender or a greater count
/// fails, and so does an entry that is too high by now. CPT_GOLDEN=refresh lowers and removes entries; it never adds or raises one.
/// </summary>
internal static class Ledger
{
    /// <summary>Fails where what was found differs from what the file holds; the message names every difference.</summary>
    public static void Holds(string file, IReadOnlyDictionary<string, int> found)
    {
        var path = Path.Combine(Tree.Root, "tests", "Tidy.Tests", "Ledgers", file);
        var known = Read(File.ReadAllLines(path));
        if (Environment.GetEnvironmentVariable("CPT_GOLDEN") == "refresh")
        {
            known = Lowered(known, found);
            File.WriteAllText(path, string.Concat(known.Select(entry => FormattableString.Invariant($"{entry.Key} {entry.Value}\n"))));
        }

        Differences(known, found).ShouldBeEmpty();
    }

    /// <summary>Sums the counts of files with one name; files that count nothing are left out.</summary>
    public static IReadOnlyDictionary<string, int> Count(IEnumerable<SourceFile> files, Func<SourceFile, int> count) =>
        files
            .GroupBy(file => file.Name, count)
            .Select(group => (group.Key, Sum: group.Sum()))
            .Where(entry => entry.Sum > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Sum);

    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, int> known, IReadOnlyDictionary<string, int> found)
    {
        foreach (
            var (name, count) in found.OrderBy(entry => entry.Key, StringComparer.Ordinal).Where(entry => entry.Value > known.GetValueOrDefault(entry.Key))
        )
            yield return $"{name}: {count} now, {known.GetValueOrDefault(name)} allowed";
        foreach (
            var (name, count) in known.OrderBy(entry => entry.Key, StringComparer.Ordinal).Where(entry => entry.Value > found.GetValueOrDefault(entry.Key))
        )
            yield return $"{name}: {found.GetValueOrDefault(name)} now, {count} allowed; CPT_GOLDEN=refresh lowers the entry";
    }

    public static SortedDictionary<string, int> Lowered(IReadOnlyDictionary<string, int> known, IReadOnlyDictionary<string, int> found) =>
        new(
            known.Where(entry => found.ContainsKey(entry.Key)).ToDictionary(entry => entry.Key, entry => Math.Min(entry.Value, found[entry.Key])),
            StringComparer.Ordinal
        );

    private static SortedDictionary<string, int> Read(IEnumerable<string> lines) =>
        new(
            lines.Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture)),
            StringComparer.Ordinal
        );
}
