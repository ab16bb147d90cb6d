using CustomerPerformanceTracker.Proofs.Leaves;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>
/// Somebody who owns the database and knows how it is sealed can make a false one that fits itself. It is caught by what was kept outside, and only by that.
/// </summary>
public sealed class RewriteTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("cpt-rewrite-").FullName;
    private Space space = null!;
    private Notary notary = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        notary = new Notary(space.Database, space.Workspace, data);
        for (var append = 0; append < 5; append++)
            await space.AppendAsync(Make.Answer($"a{append}"), Make.Click($"b{append}"));
    }

    public async ValueTask DisposeAsync()
    {
        await space.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_together_with_its_seals_and_head_is_found_by_a_kept_checkpoint()
    {
        var kept = await notary.KeepAsync(goOn: false, CancellationToken.None);

        await space.TamperAsync(
            "delete from log.signal where seal > 3; delete from log.seal where seal > 3; update log.workspace set signals = 6, corrections = 3, seals = 3"
        );
        await ResealAsync();

        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
        var problem = (await VerifyAsync(kept)).Problems.ShouldHaveSingleItem();
        (problem.Kind, problem.Seal?.Value).ShouldBe(("tail_cut", 4));
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_and_grown_again_is_found_by_a_kept_checkpoint()
    {
        var kept = await notary.KeepAsync(goOn: false, CancellationToken.None);

        await space.TamperAsync(
            "delete from log.signal where seal > 3; delete from log.seal where seal > 3; update log.workspace set signals = 6, corrections = 3, seals = 3"
        );
        await ResealAsync();
        for (var append = 0; append < 4; append++)
            await space.AppendAsync(Make.Click($"false {append}"));

        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
        (await VerifyAsync(kept)).Problems.Select(problem => (problem.Kind, problem.Seal?.Value)).ShouldBe([("checkpoint_mismatch", 5)]);
    }

    [Fact]
    public async Task A_log_that_was_rewritten_and_hashed_anew_is_found_by_a_kept_checkpoint()
    {
        var kept = await notary.KeepAsync(goOn: false, CancellationToken.None);

        await space.TamperAsync("update log.signal set score = 0 where position = 3");
        await ResealAsync();

        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
        (await VerifyAsync(kept)).Problems.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint_mismatch");
    }

    [Fact]
    public async Task A_forger_who_also_signs_a_checkpoint_of_the_false_log_is_found_since_the_key_is_not_in_the_database()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await space.TamperAsync("update log.signal set score = 0 where position = 3");
        await ResealAsync();
        var forger = new Notary(space.Database, space.Workspace, Path.Combine(data, "forger"));

        var found = await VerifyAsync(await forger.KeepAsync(goOn: false, CancellationToken.None));

        found.Problems.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint_key_unknown");
        await Should.ThrowAsync<CheckpointRefusedException>(() => notary.KeepAsync(goOn: false, CancellationToken.None));
    }

    [Theory]
    [InlineData("update log.signal set count = count # 1 where position = 3")]
    [InlineData("delete from log.signal where position = 3")]
    [InlineData(
        "insert into log.signal (position, occurred_at, workspace, seal, campaign, count, kind, id) select 3, occurred_at, workspace, seal, campaign, "
            + "count, kind, gen_random_uuid() from log.signal where position = 4"
    )]
    [InlineData("update log.signal set position = 7 - position where position in (3, 4)")]
    [InlineData("delete from log.signal where seal > 3; delete from log.seal where seal > 3; update log.workspace set signals = 6, corrections = 3, seals = 3")]
    [InlineData("update log.signal set score = 0 where position = 3")]
    public async Task Each_of_the_six_ways_to_tamper_is_found_by_a_signed_checkpoint_even_where_all_is_hashed_anew(string change)
    {
        var kept = await notary.KeepAsync(goOn: false, CancellationToken.None);
        (await VerifyAsync(kept)).Problems.ShouldBeEmpty();

        await space.TamperAsync(change);
        await ResealAsync();

        (await VerifyAsync(kept))
            .Problems.Select(problem => problem.Kind)
            .Intersect(["checkpoint_mismatch", "tail_cut"], StringComparer.Ordinal)
            .ShouldHaveSingleItem();
    }

    /// <summary>Without any checkpoint: what no append would have done is found although every hash fits.</summary>
    [Theory]
    [InlineData(
        "positions_not_dense",
        4,
        "update log.signal set position = position + 1 where seal > 3; update log.seal set first_position = first_position + 1 where seal > 3; update "
            + "log.workspace set signals = signals + 1"
    )]
    [InlineData(
        "positions_not_dense",
        1,
        "update log.signal set position = position + 1; update log.seal set first_position = first_position + 1; update log.workspace set signals = signals + 1"
    )]
    [InlineData("time_went_back", 3, "update log.seal set recorded_at = recorded_at - interval '1 microsecond' where seal = 3")]
    [InlineData("seal_missing", 4, "update log.signal set seal = seal + 10 where seal > 3; update log.seal set seal = seal + 10 where seal > 3")]
    [InlineData("seal_missing", 1, "update log.signal set seal = seal + 10; update log.seal set seal = seal + 10")]
    public async Task What_no_append_would_have_done_is_found_even_where_all_is_hashed_anew(string kind, int seal, string change)
    {
        await space.TamperAsync(change);
        await ResealAsync();

        var problem = (await space.VerifyAsync()).Problems.ShouldHaveSingleItem();
        (problem.Kind, problem.Seal?.Value).ShouldBe((kind, seal));
    }

    [Fact]
    public async Task A_checkpoint_says_nothing_against_what_was_appended_after_it()
    {
        var early = await space.CheckpointAsync();
        await space.AppendAsync(Make.Click("later"));

        (await space.VerifyAsync(early, await space.CheckpointAsync())).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_reads_back_from_its_text()
    {
        var kept = await space.CheckpointAsync();

        var read = Checkpoint.Parse(kept.ToString());

        (read.Origin, read.Size).ShouldBe((kept.Origin, kept.Size));
        read.Root.ShouldBe(kept.Root);
        (await space.VerifyAsync(read)).Problems.ShouldBeEmpty();
    }

    private async Task<Verification> VerifyAsync(Checkpoint kept) =>
        await LogVerification.RunAsync(
            space.Database,
            space.Workspace,
            [kept],
            progress: null,
            await notary.Keys.KnownAsync(CancellationToken.None),
            CancellationToken.None
        );

    /// <summary>Puts every seal's root and the head's edge over what the rows say now: what a forger would do.</summary>
    private async Task ResealAsync()
    {
        await using var connection = await space.Database.Owner.OpenConnectionAsync();
        var leaves = await LeavesAsync(connection);
        var edge = RightEdge.Empty;
        foreach (var seal in await SealTable.ReadAsync(connection, space.Workspace, after: new SealNumber(0), CancellationToken.None))
        {
            var forged = seal with { Root = MerkleTree.Root([.. leaves[seal.Number].SelectMany(leaf => leaf)]) };
            edge.Add(forged.Leaf(space.Workspace.Name));
            await ExecuteAsync(connection, "update log.seal set root = $1 where seal = $2", forged.Root, forged.Number.Value);
        }

        await ExecuteAsync(connection, "update log.workspace set edge = $1", edge.ToBytes());
    }

    private async Task<ILookup<SealNumber, byte[]>> LeavesAsync(NpgsqlConnection connection)
    {
        var (names, leaf, leaves) = (new Names(space.Database, space.Workspace), new SignalLeaf(), new List<(SealNumber Seal, byte[] Hash)>());
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(SignalRow), "all-signals"), connection);
        command.Parameters.Add(new() { Value = space.Workspace.Id });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (stored, _, seal) = await SignalRow.ReadAsync(reader, names, CancellationToken.None);
            var hash = new byte[MerkleTree.HashSize];
            leaf.Hash(stored, hash);
            leaves.Add((seal, hash));
        }

        return leaves.ToLookup(row => row.Seal, row => row.Hash);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        await command.ExecuteNonQueryAsync();
    }
}
