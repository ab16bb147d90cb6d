using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Server.Tests.Delivery;

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
    public async Task Who_wants_checkpoints_is_sent_them_as_they_were_signed_in_their_order_the_newest_one_first_and_each_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await StartAsync(seals: 1, TimeSpan.FromDays(1));
        using var client = RunningServer.ClientOf(server);
        using var added = await client.PostAsync(
            "/v1/subscriptions",
            Requests.Json($$"""{"sink":{"kind":"webhook","url":"{{receiver.Url}}"},"topic":"checkpoints"}""")
        );
        var subscription = await added.JsonAsync();
        await PostAsync(client, "before");
        var seals = await SealsAsync(client);

        await Until.TrueAsync(() => Task.FromResult(receiver.All.Any(sent => Size(sent) == seals)));

        subscription.GetProperty("topic").GetString().ShouldBe("checkpoints");
        subscription.TryGetProperty("filter", out _).ShouldBeFalse();
        receiver.All.Select(Size).ShouldBe(receiver.All.Select(Size).Distinct().Order());
        receiver.All.Select(sent => sent.Headers["webhook-id"]).ShouldBeUnique();
        foreach (var sent in receiver.All)
            Checkpoint
                .Parse(Data(sent).GetProperty("note").GetString()!)
                .Note!.Verify(await Keys.KnownAsync(CancellationToken.None))
                .ShouldBe(NoteVerdict.Verified);
        var kept = await Kept.ReadAsync(CancellationToken.None);
        Data(receiver.All.Last()).GetProperty("note").GetString().ShouldBe(kept.Single(checkpoint => checkpoint.Size == seals).ToString());
        var listed = (await client.GetJsonAsync($"/v1/subscriptions/{subscription.GetProperty("id").GetString()}/deliveries")).GetProperty("deliveries");
        listed.EnumerateArray().Select(delivery => delivery.GetProperty("checkpoint").GetInt32()).ShouldBe(receiver.All.Select(Size));

        static JsonElement Data(Received sent) => JsonElement.Parse(sent.Body).GetProperty("data");
        static int Size(Received sent) => Data(sent).GetProperty("size").GetInt32();
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

    private Task<TrackerServer> StartAsync(int seals, TimeSpan every) =>
        TrackerServer.StartAsync(
            running.Database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC")
            {
                DataFolder = Data,
                CheckpointSeals = seals,
                CheckpointEvery = every,
                CheckpointFolders = [Path.Combine(folder, "one"), Path.Combine(folder, "two")],
                Delivery = Deliver.Here,
            },
            TimeProvider.System,
            CancellationToken.None
        );

    private static async Task<int> SealsAsync(HttpClient client) => (await client.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32();

    private static async Task PostAsync(HttpClient client, string id) =>
        (await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit(id)])))).EnsureSuccessStatusCode();
}
