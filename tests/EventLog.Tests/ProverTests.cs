using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class ProverTests : IAsyncLifetime
{
    private Space space = null!;
    private Prover desk = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        desk = new Prover(space.Database, space.Workspace);
        await space.AppendAsync(Make.Click("a"), Make.Answer("b"), Make.Conversion("c", 4_990));
        await space.Journal.AppendAsync([Make.To("campaign-spring", ExpectedVersion.NoStream, 3)], Space.Somebody, CancellationToken.None);
        await space.AppendAsync([.. Enumerable.Range(0, 37).Select(i => Make.Click($"d{i}"))]);
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Every_row_of_both_logs_is_proved_by_the_checkpoint()
    {
        var checkpoint = await space.CheckpointAsync();

        var signals = await desk.ProveAsync(LogKind.Signals, Enumerable.Range(1, 40).Select(i => new Position(i)), checkpoint, CancellationToken.None);
        var entries = await desk.ProveAsync(
            LogKind.Journal,
            [new Position(3), new Position(1), new Position(2), new Position(3)],
            checkpoint,
            CancellationToken.None
        );

        signals.Select(proof => proof.Position.Value).ShouldBe(Enumerable.Range(1, 40).Select(i => (long)i));
        entries.Select(proof => proof.Position.Value).ShouldBe([1, 2, 3]);
        signals.Concat(entries).ShouldAllBe(proof => proof.Holds && proof.Checkpoint.Root.SequenceEqual(checkpoint.Root));
        signals.DistinctBy(proof => Convert.ToHexString(proof.Leaf)).Count().ShouldBe(40);
    }

    [Fact]
    public async Task A_row_is_proved_by_any_checkpoint_since_its_seal_and_by_none_before()
    {
        var early = await space.CheckpointAsync();
        await space.AppendAsync(Make.Click("later"));

        (await desk.SignalAsync("spring", SignalId.From("b"), early, CancellationToken.None))!.Checkpoint.Size.ShouldBe(3);
        (await desk.SignalAsync("spring", SignalId.From("later"), await space.CheckpointAsync(), CancellationToken.None))!.Seal.Number.ShouldBe(
            new SealNumber(4)
        );
        (await desk.SignalAsync("spring", SignalId.From("later"), early, CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => desk.ProveAsync(LogKind.Signals, [new Position(41)], early, CancellationToken.None));
    }

    [Fact]
    public async Task A_signal_of_another_campaign_or_name_is_not_found()
    {
        var checkpoint = await space.CheckpointAsync();

        (await desk.SignalAsync("autumn", SignalId.From("b"), checkpoint, CancellationToken.None)).ShouldBeNull();
        (await desk.SignalAsync("spring", SignalId.From("B"), checkpoint, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("update log.signal set score = 0 where position = 2")]
    [InlineData("delete from log.signal where position = 2")]
    [InlineData("update log.seal set recorded_at = recorded_at + interval '1 second' where seal = 1")]
    public async Task What_was_changed_is_not_proved(string change)
    {
        var checkpoint = await space.CheckpointAsync();
        await space.TamperAsync(change);

        await Should.ThrowAsync<InvalidOperationException>(() => desk.ProveAsync(LogKind.Signals, [new Position(3)], checkpoint, CancellationToken.None));
    }

    [Fact]
    public async Task The_leaf_of_an_entry_is_its_canonical_JSON()
    {
        var proof = await desk.EntryAsync(new Position(2), await space.CheckpointAsync(), CancellationToken.None);

        var entry = JsonElement.Parse(proof.Leaf);
        CanonicalJson.Serialize(entry).ShouldBe(proof.Leaf);
        (entry.GetProperty("stream").GetString(), entry.GetProperty("version").GetInt64(), entry.GetProperty("actor").GetString()).ShouldBe(
            ("campaign-spring", 2, "ada")
        );
    }

    [Fact]
    public async Task The_fields_of_a_signal_are_read_from_its_leaf()
    {
        var proof = (await desk.SignalAsync("spring", SignalId.From("b"), await space.CheckpointAsync(), CancellationToken.None))!;

        var fields = Json(proof).GetProperty("leaf").GetProperty("fields");

        fields
            .GetRawText()
            .ShouldBe(
                $$"""{"id":"{{SignalId.From("b")}}","kind":"survey_answer","campaign":"spring","message":"hero@8","touchpoint":"checkout","channel":"email","segment":"new","kpi":"trust","currency":"EUR","customer":1,"count":3,"score":7500,"occurredAt":{{Make.March}},"receivedAt":{{Make.March + 60_000_000}},"amount":4990,"corrects":"{{SignalId.From("b as first told")}}","comment":true,"attributes":"{\"scale\":[1,5],\"score\":4}"}"""
            );
        Encoding.UTF8.GetString(proof.Leaf).ShouldNotContain("could not find the price");
    }

    [Fact]
    public async Task Bytes_that_are_no_signal_are_refused_wherever_they_go_wrong()
    {
        var leaf = (await desk.SignalAsync("spring", SignalId.From("b"), await space.CheckpointAsync(), CancellationToken.None))!.Leaf;

        for (var length = 0; length < leaf.Length; length++)
            Should.Throw<FormatException>(() => Fields(leaf[..length]), $"{length} bytes");
        Should.Throw<FormatException>(() => Fields([.. leaf, 0]));
        Should.Throw<FormatException>(() => Fields([2, .. leaf[1..]]));
        Should.Throw<FormatException>(() => Fields([.. leaf[..17], 99, .. leaf[18..]]));
    }

    [Fact]
    public async Task The_seal_s_part_is_a_C2SP_tlog_proof_that_leads_from_the_seal_s_data_to_the_checkpoint()
    {
        var proof = (await desk.SignalAsync("spring", SignalId.From("d5"), await space.CheckpointAsync(), CancellationToken.None))!;

        var parts = proof.SealText().Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var checkpoint = Checkpoint.Parse(parts[1]);

        (lines[0], lines[1]).ShouldBe(("c2sp.org/tlog-proof@v1", "index 2"));
        InclusionProof
            .Proves(2, checkpoint.Size, MerkleTree.HashLeaf(proof.SealLeaf), checkpoint.Root, [.. lines[2..].Select(Convert.FromBase64String)])
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_seal_reads_back_from_its_leaf_data()
    {
        var proof = await desk.EntryAsync(new Position(1), await space.CheckpointAsync(), CancellationToken.None);

        var (workspace, seal) = Seal.Read(proof.SealLeaf);

        workspace.ShouldBe("acme");
        (seal with { Root = proof.Seal.Root }).ShouldBe(proof.Seal);
        seal.Root.ShouldBe(proof.Seal.Root);
        Should.Throw<FormatException>(() => Seal.Read(proof.SealLeaf[..^1]));
        Should.Throw<FormatException>(() => Seal.Read([2, .. proof.SealLeaf[1..]]));
        Should.Throw<FormatException>(() => Seal.Read([]));
    }

    private static JsonElement Json(RowProof proof) => JsonElement.Parse(Wire.Json.Bytes(ProofView.Of(proof)));

    private static void Fields(byte[] leaf) => SignalFields.Read(leaf);
}
