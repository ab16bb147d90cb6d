using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>In how many rows a column was looked at, in how many of those it was empty, and in how many not there at all.</summary>
/// <param name="IsFigure">A count, a score or an amount is read from it, and nothing stands in for it.</param>
public readonly record struct ColumnCount(string Name, bool IsFigure, long Asked, long Empty, long Absent);

/// <summary>A condition that may have gone the wrong way: a text differs only in case or in spaces at its ends from the one it was compared with.</summary>
public readonly record struct NearMiss(int Rule, string Text, string Wanted);

/// <summary>Counts with decimals of one rule: how many, their sum as it stood, and their sum as it was taken.</summary>
public readonly record struct RoundedCounts(long Counts, double Exact, double Whole);

/// <summary>
/// Counts what a mapping found in its rows: each column once a row, however many templates name it. A rule whose condition is false does not look at its
/// columns, so a column counts only in rows where it could matter.
/// </summary>
internal sealed class ColumnTally(IReadOnlyCollection<Column> columns)
{
    private const int MostNearMisses = 20;

    private readonly Column[] columns = [.. columns.OrderBy(column => column.Number)];
    private readonly long[] lastRow = new long[columns.Count];
    private readonly long[] asked = new long[columns.Count];
    private readonly long[] empty = new long[columns.Count];
    private readonly long[] absent = new long[columns.Count];
    private readonly List<(string Text, string Wanted, bool Matters)> near = [];
    private readonly Dictionary<NearMiss, long> nearMisses = [];
    private readonly Dictionary<int, RoundedCounts> rounded = [];
    private long row;

    /// <summary>The column for each place of its number: what was counted so far.</summary>
    public IReadOnlyList<ColumnCount> Columns =>
        [.. columns.Select(column => new ColumnCount(column.Name, column.IsFigure, asked[column.Number], empty[column.Number], absent[column.Number]))];

    /// <summary>Each near miss and how many rows had it. Beyond the first twenty kinds they are not told apart any more.</summary>
    public IReadOnlyDictionary<NearMiss, long> NearMisses => new Dictionary<NearMiss, long>(nearMisses);

    /// <summary>How many near matches wait for their condition to be decided; setting it lower forgets the latest.</summary>
    public int NearMatches
    {
        get => near.Count;
        set => near.RemoveRange(value, near.Count - value);
    }

    /// <summary>By rule: how many of its counts were rounded, and what they come to before and after.</summary>
    public IReadOnlyDictionary<int, RoundedCounts> RoundedCounts => new Dictionary<int, RoundedCounts>(rounded);

    public void NextRow() => row++;

    public void Rounded(int rule, Fraction exact, Fraction whole)
    {
        var before = rounded.GetValueOrDefault(rule);
        rounded[rule] = new RoundedCounts(before.Counts + 1, before.Exact + (double)exact, before.Whole + (double)whole);
    }

    public void Asked(Column column, bool isThere, bool isEmpty)
    {
        if (lastRow[column.Number] == row)
            return;
        lastRow[column.Number] = row;
        asked[column.Number]++;
        if (isEmpty)
            empty[column.Number]++;
        if (!isThere)
            absent[column.Number]++;
    }

    /// <summary>Texts that nearly matched wait until it is known whether the condition as a whole held.</summary>
    public void NearlyMatched(string text, string wanted, bool matters) => near.Add((text, wanted, matters));

    /// <summary>The condition of a rule is decided; where it went the way that a near miss would explain, the near miss counts.</summary>
    public void Decided(int rule, bool held)
    {
        foreach (var (text, wanted, matters) in near)
        {
            var miss = new NearMiss(rule, text, wanted);
            if (matters == held && (nearMisses.ContainsKey(miss) || nearMisses.Count < MostNearMisses))
                nearMisses[miss] = nearMisses.GetValueOrDefault(miss) + 1;
        }

        near.Clear();
    }
}
