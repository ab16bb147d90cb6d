using System.Collections.Frozen;
using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>Keeps the account of an import, batch by batch, so that after an interruption it describes what was handled and nothing else.</summary>
internal sealed class AccountBuilder(IntakeOptions options, Instant now)
{
    private const int MostRejectGroups = 200;

    private readonly Dictionary<(int Rule, SignalKind Kind, string? Kpi), RuleSums> sums = [];
    private readonly Dictionary<(string? Field, string Code), RejectGroup> rejects = [];
    private readonly long nowMicros = now.ToUnixTimeTicks() / 10;
    private long ahead;
    private long idsByLine;
    private long latest;

    /// <summary>A signal that the log holds now.</summary>
    public void Held(in IntakeResult result, bool isNew)
    {
        var signal = result.Signal!;
        var key = (result.Rule, signal.Kind, signal.Kpi);
        if (!sums.TryGetValue(key, out var rule))
            sums[key] = rule = new RuleSums();
        rule.Add(signal, result.Line, isNew);
        idsByLine += result.IdByLine ? 1 : 0;
        if (signal.OccurredAt > nowMicros)
            (ahead, latest) = (ahead + 1, Math.Max(latest, signal.OccurredAt));
    }

    public void Rejected(Reject reject)
    {
        var key = (reject.Field, reject.Code);
        if (rejects.TryGetValue(key, out var group))
            rejects[key] = group with { Rows = group.Rows + 1 };
        else if (rejects.Count < MostRejectGroups)
            rejects[key] = new RejectGroup(reject.Field, reject.Code, 1, reject.Line, reject.Reason);
    }

    /// <param name="read">What the source's reader had counted when the last batch was cut.</param>
    public ImportAccount Close(SourceCounts read) =>
        new()
        {
            Rules = [.. Rules()],
            Columns = read.Columns,
            Rejects = [.. rejects.Values.OrderByDescending(group => group.Rows).ThenBy(group => group.FirstLine)],
            SilentRows = read.SilentRows,
            FirstSilentLine = read.FirstSilentLine,
            NearMisses = [.. read.NearMisses.Select(pair => new NearMissCount(pair.Key.Rule + 1, pair.Key.Text, pair.Key.Wanted, pair.Value))],
            RoundedCounts = [.. read.RoundedCounts.OrderBy(pair => pair.Key).Select(pair => (pair.Key + 1, pair.Value))],
            Ahead = ahead == 0 ? null : (ahead, Instant.FromUnixTimeTicks(latest * 10)),
            IdsByLine = idsByLine,
            TotalsLine = TotalsLine(),
            ColumnsMayBeAbsent = options.Mapping is { Format: SourceFormat.Json or SourceFormat.Ndjson },
        };

    /// <summary>Every rule of the mapping has a line, also one that gave nothing; a rule that gave several KPIs has one for each.</summary>
    private IEnumerable<RuleAccount> Rules()
    {
        var rules = options.Mapping?.Shape.Signals;
        var closed = sums.OrderBy(pair => pair.Key.Rule)
            .ThenBy(pair => pair.Key.Kind)
            .ThenBy(pair => pair.Key.Kpi, StringComparer.Ordinal)
            .Select(pair =>
                (
                    pair.Key.Rule,
                    Account: pair.Value.Close(rules is null ? null : pair.Key.Rule + 1, SignalKinds.NameOf(pair.Key.Kind), pair.Key.Kpi, options.Days)
                )
            );
        if (rules is null)
            return closed.Select(one => one.Account);

        var byRule = closed.ToLookup(one => one.Rule, one => one.Account);
        return Enumerable
            .Range(0, rules.Count)
            .SelectMany(rule => byRule[rule].DefaultIfEmpty(new RuleAccount(rule + 1, rules[rule].Type, null, 0, 0, 0, [], null, null, null, [])));
    }

    /// <summary>One figure may be the sum of the others by chance; two that are so in one row, or the only one of a source, hardly are.</summary>
    private long? TotalsLine()
    {
        var figures = sums.Values.SelectMany(rule => rule.Figures).ToArray();
        var lines = figures.Select(figure => figure.TotalsLine).OfType<long>().CountBy(line => line).OrderByDescending(pair => pair.Value).ToArray();
        return lines is [var (line, votes), ..] && (votes > 1 || figures.Length == 1) ? line : null;
    }
}

/// <summary>What a reader has counted of its source so far.</summary>
internal readonly record struct SourceCounts(
    long Rows,
    long Bytes,
    long SilentRows,
    long? FirstSilentLine,
    IReadOnlyList<ColumnCount> Columns,
    IReadOnlyDictionary<NearMiss, long> NearMisses,
    IReadOnlyDictionary<int, RoundedCounts> RoundedCounts
)
{
    public static SourceCounts None { get; } = new(0, 0, 0, null, [], FrozenDictionary<NearMiss, long>.Empty, FrozenDictionary<int, RoundedCounts>.Empty);

    public static SourceCounts Of(SignalReader reader) =>
        new(reader.Rows, reader.Offset, reader.SilentRows, reader.FirstSilentLine, reader.Columns, reader.NearMisses, reader.RoundedCounts);
}
