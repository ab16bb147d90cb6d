using CustomerPerformanceTracker.Server.Tests.Delivery;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Doctor;

/// <summary>A workspace in a database of its own, with a clock that goes only when told to, and what the doctor finds there.</summary>
internal sealed class Examined : IAsyncDisposable
{
    private readonly DispatchSpace space = new();
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("cpt-doctor-");

    private Examined() { }

    public SetClock Clock { get; } = new();

    public Dispatching Workspace { get; private set; } = null!;

    public Engine Engine => Workspace.Engine;

    public static async Task<Examined> OpenAsync()
    {
        var examined = new Examined();
        await examined.space.InitializeAsync();
        examined.Workspace = await examined.space.NewAsync(examined.Clock);
        return examined;
    }

    public async ValueTask DisposeAsync()
    {
        await space.DisposeAsync();
        data.Delete(recursive: true);
    }

    public Task<DoctorView> LookAsync(bool seesAll = true) => Examiner.ExamineAsync(Engine, data.FullName, seesAll, Clock, CancellationToken.None);

    /// <summary>What was found of one part, where the doctor makes one finding of it.</summary>
    public async Task<DoctorFindingView> OneAsync(string what, bool seesAll = true) =>
        (await LookAsync(seesAll)).Findings.Where(one => one.What == what).ShouldHaveSingleItem();

    public async Task FoldAsync() => await Engine.CatchUpAsync(progress: null, CancellationToken.None);

    /// <summary>Appends a signal, which nobody folds.</summary>
    public Task AppendVisitAsync() =>
        Engine.Log.AppendAsync(
            [
                new Signal
                {
                    Id = SignalId.From("1"),
                    Kind = SignalKind.Visit,
                    Campaign = "spring",
                    OccurredAt = 1_746_273_600_000_000,
                },
            ],
            history: false,
            CancellationToken.None
        );

    public Task KeepAsync() => new Notary(Engine.Database, Engine.Workspace, data.FullName).KeepAsync(goOn: false, CancellationToken.None);

    /// <summary>Runs a statement as the database's owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Engine.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
