using CustomerPerformanceTracker.Readings.Experiments;

namespace CustomerPerformanceTracker.Loop.Experiments;

/// <summary>
/// Takes down that an experiment is declared, and that it is ended. A declaration is never changed: its name is taken for ever, also once it is ended, so that
/// nobody chooses a better end or another arm under it after a look.
/// </summary>
public sealed class ExperimentStore(
    JournalStreams journal,
    WorkspaceSettings settings,
    DeclaredExperiments experiments,
    CellReader cells,
    Workspace workspace,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">The draft breaks a rule, or the name is taken.</exception>
    public async Task<Experiment> DeclareAsync(ExperimentDraft draft, Authorship by, CancellationToken cancel)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb[workspace.Zone]).Date;
        string[] campaigns = [.. (await cells.CampaignsAsync(cancel)).Select(one => one.Name)];
        var stored = draft.Checked(await settings.DimensionsAsync(cancel), campaigns, today);
        return await AppendAsync(draft.Name, ExpectedVersion.NoStream, ExperimentForms.Stored.Event(DeclaredExperiments.Declared, stored), by, cancel)
            ? await FindAsync(draft.Name, cancel)
            : throw new RefusedException(
                "name_taken",
                $"There is an experiment '{draft.Name}' already, and a declaration is never changed. Take another name.",
                "/name"
            );
    }

    /// <summary>Ends an experiment: its last day is today, and readings at a seal before do not know of it.</summary>
    /// <exception cref="NotFoundException">There is no such experiment.</exception>
    /// <exception cref="RefusedException">It is ended already.</exception>
    public async Task<Experiment> EndAsync(string name, Authorship by, CancellationToken cancel)
    {
        var experiment = await FindAsync(name, cancel);
        var isEnded =
            experiment.Ended is null
            && await AppendAsync(
                name,
                ExpectedVersion.Exactly(StreamVersion.First),
                ExperimentForms.Stored.Event(DeclaredExperiments.Ended, new StoredEnding()),
                by,
                cancel
            );
        experiment = await FindAsync(name, cancel);
        return isEnded
            ? experiment
            : throw new RefusedException("ended_already", $"{experiment.Ended!.Actor} ended this experiment at seal {experiment.Ended.Seal}.");
    }

    private async Task<Experiment> FindAsync(string name, CancellationToken cancel) =>
        await experiments.FindAsync(name, Cursors.Now, cancel)
        ?? throw new NotFoundException($"There is no experiment '{name}'; `cpt experiments list` shows those there are.");

    private async Task<bool> AppendAsync(string name, ExpectedVersion version, JournalEvent told, Authorship by, CancellationToken cancel) =>
        (await journal.AppendAsync([new StreamAppend(DeclaredExperiments.Prefix + name, version, [told])], by, cancel)).AllMade;
}
