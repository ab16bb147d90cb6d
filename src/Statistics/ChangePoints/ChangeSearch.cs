namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>One change that was found, with what is known of it beside the others.</summary>
internal sealed record FoundChange(Change Change, ChangeOdds Odds);

/// <summary>
/// Weighs the breaks that a partition proposes against slides and against a level that wanders. Proposals that do not pay for themselves are taken away, each
/// of the others is put where, and in the shape in which, it explains the points best given the rest, and what is still missing is added, until nothing
/// changes.
/// </summary>
internal sealed class ChangeSearch
{
    private const int Rounds = 24;

    // Ways of wandering that explain the points this much worse than the best, as a logarithm, do not matter to any weight.
    private const double Negligible = 7;
    private const double LongMemory = 0.98;

    private readonly ChangeSpace space;
    private readonly IReadOnlyList<ChangeColumns> wanders;
    private readonly List<Change> changes;
    private readonly Dictionary<string, ChangeOdds> known = new(StringComparer.Ordinal);

    private ChangeSearch(AnglePoints points, IEnumerable<Change> proposed)
    {
        changes = [.. proposed];
        ChangeColumns[] plain = [.. Wander.All.Select(wander => new ChangeColumns(points, wander))];
        var rhythm = points.Weekly is { } weekly && Pays(weekly, plain) ? weekly : null;
        var all = rhythm is null ? plain : [.. Wander.All.Select(wander => new ChangeColumns(rhythm, wander))];
        space = new(rhythm ?? points);
        wanders = [.. Weighty(all, changes).Union(Weighty(all, []))];
    }

    /// <summary>The changes found, in order of time.</summary>
    public IReadOnlyList<FoundChange> Found =>
        [.. changes.OrderBy(change => change.Start).ThenBy(change => change.End).Select(change => new FoundChange(change, Beside(change)))];

    public static ChangeSearch Of(AnglePoints points, IEnumerable<Change> proposed)
    {
        var search = new ChangeSearch(points, proposed);
        search.DropUnpaid();
        for (var round = 0; round < Rounds && search.Improves(); round++) { }

        search.DropUntold();
        return search;
    }

    /// <summary>How the points scatter about the levels between the changes, by the way of wandering that explains them best.</summary>
    public CountNoise Noise
    {
        get
        {
            var best = wanders.MaxBy(columns => LogEvidence(columns, changes))!.Wander;
            // A walk scatters about a level as long as it takes to forget it; over a season that is about what a memory of .98 leaves.
            return best.Memory == 1
                ? new(space.Points.Spread, best.Variance / (1 - (LongMemory * LongMemory)), LongMemory)
                : new(space.Points.Spread, best.Variance, best.Memory);
        }
    }

    public IReadOnlyList<Change> Others(Change change) => [.. changes.Where(other => other != change)];

    private ChangeOdds Beside(Change change) => OddsOf(Others(change));

    private ChangeOdds OddsOf(IReadOnlyList<Change> beside)
    {
        var key = string.Join(' ', beside.Select(other => FormattableString.Invariant($"{other.Start}-{other.End}")).Order(StringComparer.Ordinal));
        if (!known.TryGetValue(key, out var odds))
            known[key] = odds = new(space, wanders, beside);
        return odds;
    }

    // Whether weekdays explain the points better than none, by the way of wandering that explains them best without.
    private bool Pays(AnglePoints weekly, ChangeColumns[] plain)
    {
        var (best, without) = plain.Select(columns => (columns, LogEvidence(columns, changes))).MaxBy(one => one.Item2);
        return LogEvidence(new ChangeColumns(weekly, best.Wander), changes) > without;
    }

    private static double LogEvidence(ChangeColumns columns, IReadOnlyList<Change> with) => new ChangeFit(columns, with).LogEvidence + columns.Wander.LogPrior;

    private bool Improves()
    {
        var odds = changes.Select(change => (Change: change, Odds: Beside(change))).ToArray();
        if (odds.Length > 0 && odds.MaxBy(one => one.Odds.Nothing) is { Odds.Nothing: > 0.5 } least)
            return changes.Remove(least.Change);

        foreach (var (change, one) in odds)
        {
            if (one.Likeliest == change)
                continue;
            changes.Remove(change);
            if (!changes.Contains(one.Likeliest))
                changes.Add(one.Likeliest);
            return true;
        }

        var further = OddsOf(changes);
        if (further.Nothing > 0.5 || changes.Contains(further.Likeliest))
            return false;
        changes.Add(further.Likeliest);
        return true;
    }

    // Each that stays is weighed as if those that are not told were not there: what is told has to stand by itself.
    private void DropUntold()
    {
        while (changes.Count > 0 && changes.Select(change => (change, Odds: Beside(change))).Where(one => !one.Odds.IsTold).ToArray() is { Length: > 0 } untold)
            changes.Remove(untold.MaxBy(one => one.Odds.Nothing).change);

        for (var i = 0; i < changes.Count; i++)
        {
            if (Beside(changes[i]).Likeliest is var likeliest && !changes.Contains(likeliest))
                changes[i] = likeliest;
        }
    }

    // Of many proposals most go at once: each on its exact place against nothing there.
    private void DropUnpaid()
    {
        var price = Math.Log(space.Points.Count / (2.0 * ChangeSpace.Near));
        while (changes.Count > 0)
        {
            var whole = Evidence(changes);
            var (least, gain) = changes.Select(change => (change, whole - Evidence([.. changes.Where(other => other != change)]))).MinBy(one => one.Item2);
            if (gain > price)
                return;
            changes.Remove(least);
        }
    }

    private double Evidence(IReadOnlyList<Change> with)
    {
        var logs = wanders.Select(columns => LogEvidence(columns, with)).ToArray();
        var most = logs.Max();
        return most + Math.Log(logs.Sum(log => Math.Exp(log - most)));
    }

    private static IEnumerable<ChangeColumns> Weighty(ChangeColumns[] all, IReadOnlyList<Change> with)
    {
        var logs = all.Select(columns => LogEvidence(columns, with)).ToArray();
        return all.Where((_, w) => logs[w] >= logs.Max() - Negligible);
    }
}
