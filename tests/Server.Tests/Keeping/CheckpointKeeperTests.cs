using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.EventLog.Proofs;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Server.Tests.Keeping;

public sealed class CheckpointKeeperTests(RunningServer running) : IClassFixture<RunningServer>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cpt-keeper-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task While_serving_a_signed_checkpoint_is_kept_after_so_many_seals_and_copied_to_every_further_folder()
    {
        await using var server = await StartAsync(seals: 1, TimeSpan.FromDays(1));
        using var client = RunningServer.ClientOf(server);
        await PostAsync(client, "a");
        await PostAsync(client, "b");
        var seals = await SealsAsync(client);
        CheckpointFile[] files = [Kept, new(Path.Combine(folder, "one"), running.Engine.Workspace), new(Path.Combine(folder, "two"), running.Engine.Workspace)];

        foreach (var file in files)
        {
            await Until.TrueAsync(async () => (await file.ReadAsync(CancellationToken.None)).LastOrDefault()?.Size == seals);
            var checkpoint = (await file.ReadAsync(CancellationToken.None))[^1];
            checkpoint.Note!.Verify(await Keys.KnownAsync(CancellationToken.None)).ShouldBe(NoteVerdict.Verified);
        }
    }

    [Fact]
    public async Task After_so_long_a_checkpoint_is_kept_however_few_seals_there_are()
    {
        await using var server = await StartAsync(seals: 1_000_000, TimeSpan.FromMilliseconds(50));
        using var client = RunningServer.ClientOf(server);
        await PostAsync(client, "c");

        await Until.TrueAsync(async () => (await Kept.ReadAsync(CancellationToken.None)).Count > 0);
    }

    [Fact]
    public async Task The_head_is_given_out_signed_where_there_is_a_data_folder_and_unsigned_where_there_is_none()
    {
        await using var server = await StartAsync(seals: 1_000_000, TimeSpan.FromDays(1));
        using var client = RunningServer.ClientOf(server);
        await PostAsync(client, "d");

        var signed = Checkpoint.Parse(await client.GetStringAsync("/v1/log/checkpoint"));
        var again = await client.GetStringAsync("/v1/log/checkpoint");
        await using var keyless = await RunningServer.StartAsync(running.Database);
        using var caller = RunningServer.ClientOf(keyless);
        var unsigned = Checkpoint.Parse(await caller.GetStringAsync("/v1/log/checkpoint"));

        signed.Note!.Verify(await Keys.KnownAsync(CancellationToken.None)).ShouldBe(NoteVerdict.Verified);
        again.ShouldBe(signed.ToString());
        unsigned.Note.ShouldBeNull();
        unsigned.Body.ShouldBe(signed.Body);
    }

    private KeyFolder Keys => new(Data, running.Engine.Workspace);

    private CheckpointFile Kept => CheckpointFile.Under(Data, running.Engine.Workspace);

    private Task<TrackerServer> StartAsync(int seals, TimeSpan every) => TrackerServer.StartAsync(
        running.Database,
        new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC")
        {
            DataFolder = Data, CheckpointSeals = seals, CheckpointEvery = every, CheckpointFolders = [Path.Combine(folder, "one"), Path.Combine(folder, "two")],
        },
        TimeProvider.System, CancellationToken.None);

    private static async Task<int> SealsAsync(HttpClient client) => (await client.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32();

    private static async Task PostAsync(HttpClient client, string id) => (await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit(id)])))).EnsureSuccessStatusCode();
}
