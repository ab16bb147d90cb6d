using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>
/// The experiments of a workspace: journal streams <c>experiment-{name}</c>, each with one experiment_declared and at most one experiment_ended.
/// </summary>
public sealed class DeclaredExperiments(JournalStreams journal, Workspace workspace)
{
    /// <summary>What the name of such a stream begins with.</summary>
    internal const string Prefix = "experiment-";

    internal const string Declared = "experiment_declared";
    internal const string Ended = "experiment_ended";

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>
    /// The experiments that were declared by the cursors' seal, in the order of their declarations. An end that was recorded after the cursors' seal, or after
    /// the end of <see cref="Cursors.Known"/>, is not there. A declaration is a question and no knowledge, so <see cref="Cursors.Known"/> hides none.
    /// </summary>
    public async Task<IReadOnlyList<Experiment>> ListAsync(Cursors cursors, CancellationToken cancel) =>
        Fold(await journal.ReadAsync(Prefix, cursors.Seal ?? SealNumber.Max, cancel), cursors);

    /// <summary>The same of one experiment; null where there was none of that name.</summary>
    public async Task<Experiment?> FindAsync(string name, Cursors cursors, CancellationToken cancel) =>
        Fold((await journal.ReadStreamAsync(Prefix + name, cancel)).Where(entry => cursors.Seal is not { } seal || entry.Seal <= seal), cursors)
            .SingleOrDefault();

    private IReadOnlyList<Experiment> Fold(IEnumerable<JournalEntry> entries, Cursors cursors)
    {
        var known = cursors.Known is { } cursor ? Instants.EndOf(cursor, workspace) : Instant.MaxValue;
        var experiments = new Dictionary<string, Experiment>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var at = Instant.FromUnixTimeTicks(entry.RecordedAt * 10);
            switch (entry.Type)
            {
                case Declared:
                    experiments.Add(entry.Stream, Of(entry, at));
                    break;
                case Ended when at <= known:
                    experiments[entry.Stream] = experiments[entry.Stream] with { Ended = new(entry.Actor, entry.Reason, at, at.InZone(zone).Date, entry.Seal) };
                    break;
                case Ended:
                    break;
                default:
                    throw StoredForm.Unknown(entry);
            }
        }

        return [.. experiments.Values.OrderBy(experiment => experiment.Seal.Value).ThenBy(experiment => experiment.Name, StringComparer.Ordinal)];
    }

    private Experiment Of(JournalEntry entry, Instant at)
    {
        var stored = ExperimentForms.Stored.Read<StoredExperiment>(entry);
        return new(
            stored.Label,
            stored.Campaign,
            new Dimension(stored.By),
            stored.Control,
            stored.Treatment,
            stored.From,
            stored.LastDay,
            stored.Customers,
            stored.TightestAt,
            stored.ControlShare,
            ExperimentMeasures.Named(stored.Measure),
            stored.Guardrail is { } guardrail ? new(Kpi.Named(guardrail.Kpi), guardrail.Margin, guardrail.TightestAt) : null,
            entry.Actor,
            entry.Reason,
            at,
            at.InZone(zone).Date,
            entry.Seal
        );
    }
}
