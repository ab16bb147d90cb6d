using System.Globalization;
using CustomerPerformanceTracker.Intake.Mappings;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>Something about a source that somebody should look at. <paramref name="IsDoubt"/>: what was stored may not be what the source says.</summary>
public readonly record struct Finding(bool IsDoubt, string What);

/// <summary>What an account gives reason to look at: parts of the mapping that matched nothing, and rows that are hardly what they were taken for.</summary>
public static class AccountFindings
{
    /// <summary>Doubts first. Where nothing was held, what was rejected says why, and parts that matched nothing are not told besides.</summary>
    public static IReadOnlyList<Finding> Of(ImportAccount account)
    {
        Finding[] doubts =
        [
            .. Totals(account),
            .. NearMisses(account),
            .. MissingFigures(account),
            .. IdsByLine(account),
            .. Rounded(account),
            .. Ahead(account),
            .. Twins(account),
        ];
        return account.Rules.All(rule => rule.Signals == 0) && account.Rejects.Count > 0
            ? doubts
            : [.. doubts, .. Columns(account), .. Rules(account), .. Silent(account)];
    }

    private static IEnumerable<Finding> Totals(ImportAccount account)
    {
        if (account.TotalsLine is { } line)
            yield return new(
                true,
                $"The row in line {line} has the sums of all others: is it a row of totals? It was counted as one more. Leave it out (skip, or when: in "
                    + "the mapping), and take its signals back with a retraction."
            );
    }

    private static IEnumerable<Finding> NearMisses(ImportAccount account) =>
        account.NearMisses.Select(miss => new Finding(
            true,
            $"In {Rows(miss.Rows)} the condition of rule {miss.Rule} compared '{Told.Short(miss.Text)}' with '{Told.Short(miss.Wanted)}': texts that "
                + "differ in case or in spaces are not the same. Correct the mapping, or add the other spelling."
        ));

    private static IEnumerable<Finding> MissingFigures(ImportAccount account) =>
        account
            .Columns.Where(column => column.IsFigure && IsNowhere(account, column))
            .Select(column => new Finding(
                true,
                $"No row has '{Told.Short(column.Name)}', which a figure is read from and {Rows(column.Asked)} should have: is the name right? Write "
                    + $"{{{column.Name}|}} where it may be missing."
            ));

    private static IEnumerable<Finding> Columns(ImportAccount account)
    {
        if (Named(account, column => column.Asked == 0) is { } unasked)
            yield return new(false, $"Never looked at, since no rule that names them applied to any row: {unasked}.");
        if (Named(account, column => !column.IsFigure && IsNowhere(account, column)) is { } nowhere)
            yield return new(false, $"No row that should have them has: {nowhere}.");
        if (Named(account, column => column.Asked > 0 && column.Empty == column.Asked && !IsNowhere(account, column)) is { } empty)
            yield return new(false, $"Empty in all rows that they mattered in: {empty}.");
    }

    private static string? Named(ImportAccount account, Func<ColumnCount, bool> which) =>
        account.Columns.Where(which).Select(column => column.Name).ToArray() is { Length: > 0 } names ? Told.List(names) : null;

    private static bool IsNowhere(ImportAccount account, ColumnCount column) => account.ColumnsMayBeAbsent && column.Asked > 0 && column.Absent == column.Asked;

    private static IEnumerable<Finding> Rules(ImportAccount account)
    {
        string[] idle = [.. account.Rules.Where(rule => rule.Signals == 0).Select(rule => $"{rule.Rule}{(rule.Type is null ? "" : $" ({rule.Type})")}")];
        if (idle.Length > 0)
            yield return new(
                false,
                $"Rules that added nothing, since their condition never held, there was no figure or their rows were not taken: {string.Join(", ", idle)}."
            );
    }

    private static IEnumerable<Finding> Silent(ImportAccount account)
    {
        if (account.SilentRows > 0)
            yield return new(
                false,
                $"{(account.SilentRows == 1 ? "One row," : $"{account.SilentRows:N0} rows, the first")} in line {account.FirstSilentLine}, gave no signal: "
                    + "no rule's condition held, or there was no figure."
            );
    }

    private static IEnumerable<Finding> IdsByLine(ImportAccount account)
    {
        if (account.IdsByLine > 0)
            yield return new(
                true,
                $"{(account.IdsByLine == 1 ? "One signal has" : $"{account.IdsByLine:N0} signals have")} no id, so content and line stand for one: in a "
                    + "file where they stand in other lines they would count again. Give each signal an id."
            );
    }

    /// <summary>What rounding changed is a doubt from a thousandth of the sum on.</summary>
    private static IEnumerable<Finding> Rounded(ImportAccount account) =>
        account.RoundedCounts.Select(one => new Finding(
            Math.Abs(one.Counts.Exact - one.Counts.Whole) > one.Counts.Exact / 1_000,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Rule {one.Rule}: {one.Counts.Counts:N0} counts of visits have decimals and were rounded; their sum {one.Counts.Exact:N1} became "
                    + $"{one.Counts.Whole:N0}. Say round(.., 0) in the mapping where that is meant."
            )
        ));

    private static IEnumerable<Finding> Ahead(ImportAccount account)
    {
        if (account.Ahead is var (signals, latest))
            yield return new(
                true,
                $"{(signals == 1 ? "One signal lies" : $"{signals:N0} signals lie")} in the future, the latest at {InstantPattern.General.Format(latest)}: "
                    + "is the date right?"
            );
    }

    private static IEnumerable<Finding> Twins(ImportAccount account)
    {
        var campaigns = account.Rules.SelectMany(rule => rule.Campaigns).Distinct(StringComparer.Ordinal);
        foreach (var twins in campaigns.GroupBy(NameTwins.Form, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new(
                true,
                "These are different campaigns, and their names differ only in case, in spaces or in characters that cannot be seen: "
                    + $"{string.Join(", ", twins.Select(NameTwins.Shown))}."
            );
    }

    private static string Rows(long rows) => rows == 1 ? "one row" : $"{rows:N0} rows";
}
