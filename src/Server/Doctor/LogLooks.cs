using CustomerPerformanceTracker.Postgres;
using static CustomerPerformanceTracker.Server.Doctor.Looking;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>Looks at the database, at the log and at what is folded from the log.</summary>
internal sealed class LogLooks(Engine engine, string? dataFolder, bool seesAll, Instant now)
{
    public const string Database = "database";
    public const string Migrations = "migrations";
    public const string Seals = "seals";
    public const string Projection = "projection";
    public const string SetAside = "set_aside";
    public const string Checkpoint = "checkpoint";

    /// <summary>A server folds within a second.</summary>
    private static readonly Duration FoldsWithin = Duration.FromSeconds(10);

    /// <summary>A server keeps a checkpoint every ten minutes by default, the command line one after each append.</summary>
    private static readonly Duration KeptWithin = Duration.FromHours(1);

    public async Task<IEnumerable<DoctorFindingView>> DatabaseAsync(CancellationToken cancel)
    {
        var figures = await DatabaseFigures.ReadAsync(engine.Database, cancel);
        var version = figures.Server.Split(" on ")[0];
        var size = string.Create(CultureInfo.InvariantCulture, $"{figures.Bytes / 1_048_576.0:N1} MiB");
        return [Well(Database, seesAll ? $"{version}, {size}, {Count(figures.Workspaces, "workspace")}" : version)];
    }

    public async Task<IEnumerable<DoctorFindingView>> MigrationsAsync(CancellationToken cancel)
    {
        var (applied, missing, unknown) = await engine.Database.MigrationsAsync(cancel);
        if (missing.Count > 0)
            return [Attention(Migrations, $"{missing.Count} not applied: {string.Join(", ", missing)}", "cpt db migrate", missing.Count)];
        return unknown.Count > 0
            ?
            [
                Attention(
                    Migrations,
                    $"{unknown.Count} of {applied} are of a newer release: {string.Join(", ", unknown)}",
                    "dotnet tool update -g CustomerPerformanceTracker",
                    unknown.Count
                ),
            ]
            : [Well(Migrations, $"{applied} applied, none missing", applied)];
    }

    public async Task<IEnumerable<DoctorFindingView>> SealsAsync(CancellationToken cancel)
    {
        var head = await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel);
        var seals = head.Seal.Value;
        return [Well(Seals, seals == 0 ? "none yet" : $"{Count(seals, "seal")}, the last at {Time(head.RecordedAt)}", seals)];
    }

    public async Task<IEnumerable<DoctorFindingView>> ProjectionsAsync(CancellationToken cancel)
    {
        var found = new List<DoctorFindingView>();
        foreach (var projection in engine.Projections)
        {
            var status = await engine.Projector.StatusAsync(projection, cancel);
            var unfolded = await engine.Projector.UnfoldedAsync(projection, cancel);
            var (behind, name) = (unfolded?.Seals ?? 0, projection.Name);
            var figure = $"{Count(behind, "seal")} of signals behind";
            found.Add(
                status.Failure is { } failure ? Attention(Projection, $"{figure}, stopped by: {failure}", "cpt projections rebuild", behind, name)
                : unfolded?.Since < now - FoldsWithin
                    ? Attention(Projection, $"{figure} since {Time(unfolded.Value.Since)}; no server folds, or it falls behind", "cpt serve", behind, name)
                : Well(Projection, $"{figure}, at seal {status.Seal}", behind, name)
            );
        }

        return found;
    }

    public async Task<IEnumerable<DoctorFindingView>> SetAsideAsync(CancellationToken cancel)
    {
        var found = new List<DoctorFindingView>();
        foreach (var projection in engine.Projections)
        {
            foreach (var one in await engine.Projector.SetAsideAsync(projection, cancel))
                found.Add(
                    Attention(
                        SetAside,
                        $"{Count(one.Signals, "signal")} of campaign {one.Campaign} since {Time(one.Since)}: {one.Error}",
                        $"cpt projections retry {projection.Name}",
                        one.Signals,
                        projection.Name
                    )
                );
        }

        foreach (var one in await engine.Watch.SetAsideAsync(cancel))
            found.Add(
                Attention(
                    SetAside,
                    $"policy {one.Policy} on campaign {one.Campaign} since {Time(one.Since)}: {one.Error}",
                    "cpt projections retry detectors",
                    of: "detectors"
                )
            );
        return found.Count > 0 ? found : [Well(SetAside, "no signal and no detector", 0)];
    }

    /// <exception cref="IOException">The file of checkpoints cannot be read.</exception>
    /// <exception cref="FormatException">The file of checkpoints holds something else.</exception>
    public async Task<IEnumerable<DoctorFindingView>> CheckpointAsync(CancellationToken cancel)
    {
        if (dataFolder is null)
            return [NotLookedAt(Checkpoint, "this server has no data folder, so it keeps none", "cpt serve --data FOLDER")];
        var seals = (await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel)).Seal.Value;
        var file = CheckpointFile.Under(dataFolder, engine.Workspace);
        if ((await file.ReadAsync(cancel)).LastOrDefault() is not { } last)
            return seals == 0 ? [Well(Checkpoint, "none yet, of no seals", 0)] : [Late(seals, $"none of {Count(seals, "seal")} in {file.Path}")];

        var (behind, kept) = (seals - last.Size, Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(file.Path)));
        var figure = $"of {Count(last.Size, "seal")}, {behind} behind, kept {Time(kept)}";
        return behind < 0 ? [Attention(Checkpoint, $"{figure}: the database has fewer seals than were kept", "cpt verify", behind)]
            : behind > 0 && now - kept > KeptWithin ? [Late(behind, figure)]
            : [Well(Checkpoint, figure, behind)];

        static DoctorFindingView Late(long behind, string figure) => Attention(Checkpoint, figure, "cpt log checkpoint -o FILE", behind);
    }
}
