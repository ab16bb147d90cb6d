using System.Globalization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>How much signals say of a dimension.</summary>
/// <param name="Named">Signals that name a value of its type.</param>
/// <param name="Mistyped">Signals that hold something else under its name, which is read as none; null where that was not looked at.</param>
/// <param name="Values">How many different values are named.</param>
public sealed record DimensionUse(long Named, long? Mistyped, long Values);

/// <summary>Reads how much signals say of own dimensions.</summary>
public sealed class DimensionReader(Database database, Workspace workspace)
{
    /// <summary>The most values that a dimension may have when it is declared: each of them has cells of its own.</summary>
    public const int MostValues = 1_000;

    /// <summary>What the log holds under a name, declared or not. It reads every signal.</summary>
    public async Task<DimensionUse> InLogAsync(OwnDimension dimension, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(DimensionReader), "named-by-signals"),
            workspace.Id,
            dimension.Name,
            OwnDimensions.NameOf(dimension.Type)
        );
        return await command.FirstAsync(row => new DimensionUse(row.Get<long>("named"), row.Get<long>("mistyped"), row.Get<long>("values")), cancel)
            ?? new DimensionUse(0, 0, 0);
    }

    /// <summary>Refuses a dimension that has more values in the log than one may have when it is declared. It reads every signal.</summary>
    /// <exception cref="RefusedException">It has.</exception>
    public async Task CheckAsync(OwnDimension dimension, CancellationToken cancel)
    {
        var values = (await InLogAsync(dimension, cancel)).Values;
        if (values <= MostValues)
            return;
        var (named, most) = (values.ToString("N0", CultureInfo.InvariantCulture), MostValues.ToString("N0", CultureInfo.InvariantCulture));
        throw new RefusedException(
            "too_many_values",
            $"{dimension.Name} has {named} different values in the signals so far, and a dimension at most {most} when it is declared: each has cells of its "
                + "own. Group the values before you import them, and declare the group."
        );
    }

    /// <summary>What the live cells hold, by dimension; one that no signal names is left out.</summary>
    public async Task<IReadOnlyDictionary<string, DimensionUse>> InCellsAsync(CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(DimensionReader), "named-in-cells"), workspace.Id);
        var found = await command.ListAsync(
            row => (Name: row.Text("dimension"), Use: new DimensionUse(row.Get<long>("named"), Mistyped: null, row.Get<long>("values"))),
            cancel
        );
        return found.ToDictionary(one => one.Name, one => one.Use, StringComparer.Ordinal);
    }
}
