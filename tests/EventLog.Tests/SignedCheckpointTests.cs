namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Checkpoints are signed, kept in order, and never contradict each other; what was changed in a kept one is found.</summary>
public sealed class SignedCheckpointTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("cpt-notary-").FullName;
    private Space space = null!;
    private Notary notary = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        notary = new Notary(space.Database, space.Workspace, data);
        await space.AppendAsync(Make.Answer("a"), Make.Click("b"));
        await space.AppendAsync(Make.Click("c"));
        await space.AppendAsync(Make.Click("d"));
    }

    public async ValueTask DisposeAsync()
    {
        await space.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_checkpoint_is_a_note_signed_by_the_key_of_the_workspace()
    {
        var checkpoint = await notary.SignAsync(CancellationToken.None);

        var note = SignedNote.Parse(checkpoint.ToString());
        note.Text.ShouldBe($"customer-performance-tracker/acme\n3\n{Convert.ToBase64String((await space.CheckpointAsync()).Root)}\n");
        note.Verify(await notary.Keys.KnownAsync(CancellationToken.None)).ShouldBe(NoteVerdict.Verified);
        note.Signatures.ShouldHaveSingleItem().Name.ShouldBe("customer-performance-tracker/acme");
    }

    [Fact]
    public async Task The_private_key_is_its_owner_s_alone()
    {
        (await notary.Keys.SignerAsync(CancellationToken.None)).Dispose();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("permissions of Unix");
            return;
        }

        File.GetUnixFileMode(Path.Combine(data, "keys", "acme.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(data, "keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Many_who_ask_first_are_given_one_key()
    {
        var keys = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    using var signer = await new KeyFolder(data, space.Workspace).SignerAsync(CancellationToken.None);
                    return signer.Key.ToString();
                })
        );

        keys.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await notary.Keys.KnownAsync(CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_rotation_new_checkpoints_have_the_new_key_and_old_ones_are_still_verified()
    {
        var first = await notary.KeepAsync(goOn: false, CancellationToken.None);
        (await notary.Keys.RotateAsync(CancellationToken.None)).Dispose();
        await space.AppendAsync(Make.Click("e"));
        var second = await notary.KeepAsync(goOn: false, CancellationToken.None);

        second.Note!.Signatures[0].KeyId.ShouldNotBe(first.Note!.Signatures[0].KeyId);
        (await VerifyAsync()).Problems.ShouldBeEmpty();
        (await notary.Kept.ReadAsync(CancellationToken.None)).Select(kept => kept.ToString()).ShouldBe([first.ToString(), second.ToString()]);
    }

    [Fact]
    public async Task A_head_that_was_kept_is_not_kept_twice_and_an_empty_tree_not_at_all()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await using var empty = await Space.OpenAsync();
        var other = new Notary(empty.Database, empty.Workspace, Path.Combine(data, "empty"));

        (await other.KeepAsync(goOn: false, CancellationToken.None)).Size.ShouldBe(0);

        (await notary.Kept.ReadAsync(CancellationToken.None)).Count.ShouldBe(1);
        (await other.Kept.ReadAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Checkpoints_from_before_there_were_keys_are_read_beside_signed_ones()
    {
        var old = await space.CheckpointAsync();
        await notary.Kept.AddAsync(old, CancellationToken.None);
        await space.AppendAsync(Make.Click("e"));
        await notary.KeepAsync(goOn: false, CancellationToken.None);

        (await notary.Kept.ReadAsync(CancellationToken.None)).Select(kept => (kept.Size, kept.Note is null)).ShouldBe([(3, true), (4, false)]);
        (await VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_of_which_only_a_part_was_written_was_not_kept_and_the_next_one_takes_its_place()
    {
        var first = await notary.KeepAsync(goOn: false, CancellationToken.None);
        var whole = first + "\n";
        for (var written = 1; written < first.Body.Length; written++)
        {
            await File.WriteAllTextAsync(notary.Kept.Path, whole + whole[..written], CancellationToken.None);
            (await notary.Kept.ReadAsync(CancellationToken.None)).Select(kept => kept.ToString()).ShouldBe([first.ToString()], $"{written} characters");
        }

        await space.AppendAsync(Make.Click("e"));
        var second = await notary.KeepAsync(goOn: false, CancellationToken.None);

        (await File.ReadAllTextAsync(notary.Kept.Path, CancellationToken.None)).ShouldBe($"{first}\n{second}\n");
    }

    [Theory]
    [InlineData(
        "counts 3 seals, the database holds 2",
        "delete from log.signal where seal > 2; delete from log.seal where seal > 2; update log.workspace set signals = 3, seals = 2, edge = (select edge "
            + "from public.kept)"
    )]
    [InlineData("another root", "delete from log.seal where seal = 2")]
    [InlineData("another root", "update log.seal set count = count + 1 where seal = 1")]
    [InlineData("another root", "update log.workspace set seals = 4")]
    public async Task No_checkpoint_is_signed_that_contradicts_the_one_before(string why, string change)
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        var edge = await EdgeAsync(2);
        await space.TamperAsync($"create table public.kept as select '\\x{Convert.ToHexString(edge)}'::bytea as edge");
        await space.TamperAsync(change);

        var refused = await Should.ThrowAsync<CheckpointRefusedException>(() => notary.SignAsync(CancellationToken.None));
        refused.Message.ShouldContain(why);
        await Should.ThrowAsync<CheckpointRefusedException>(() => notary.KeepAsync(goOn: false, CancellationToken.None));
        (await notary.Kept.ReadAsync(CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_notary_that_goes_on_signs_what_one_that_reads_all_seals_does_and_reads_the_new_ones_only()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        for (var round = 0; round < 5; round++)
        {
            for (var more = 0; more <= round; more++)
                await space.AppendAsync(Make.Click($"e{round}-{more}"));
            var anew = await new Notary(space.Database, space.Workspace, data).SignAsync(CancellationToken.None);

            (await notary.KeepAsync(goOn: true, CancellationToken.None)).Body.ShouldBe(anew.Body);
        }

        (await VerifyAsync()).Problems.ShouldBeEmpty();
        await space.AppendAsync(Make.Click("f"));
        await space.TamperAsync("delete from log.seal where seal = 1");
        (await notary.KeepAsync(goOn: true, CancellationToken.None)).Size.ShouldBe((await space.HeadAsync()).Seal.Value);
        await space.AppendAsync(Make.Click("g"));
        await Should.ThrowAsync<CheckpointRefusedException>(() => notary.KeepAsync(goOn: false, CancellationToken.None));
    }

    [Fact]
    public async Task A_notary_that_goes_on_refuses_new_seals_that_do_not_fit()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await space.AppendAsync(Make.Click("e"));
        await notary.KeepAsync(goOn: true, CancellationToken.None);
        await space.AppendAsync(Make.Click("f"));
        await space.TamperAsync("update log.seal set count = count + 1 where seal = 5");

        await Should.ThrowAsync<CheckpointRefusedException>(() => notary.KeepAsync(goOn: true, CancellationToken.None));
    }

    [Fact]
    public async Task No_checkpoint_is_signed_over_seals_that_were_rewritten_to_fit_themselves()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await space.AppendAsync(Make.Click("e"));
        await space.TamperAsync("update log.seal set root = sha256('false') where seal = 2");
        await space.TamperAsync($"update log.workspace set edge = '\\x{Convert.ToHexString(await EdgeAsync(4))}'");

        var refused = await Should.ThrowAsync<CheckpointRefusedException>(() => notary.SignAsync(CancellationToken.None));

        refused.Message.ShouldContain("not proven to contain those 3");
    }

    [Fact]
    public async Task A_kept_checkpoint_of_an_unknown_key_is_a_problem()
    {
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        var stranger = new Notary(space.Database, space.Workspace, Path.Combine(data, "stranger"));

        var found = await VerifyAsync(await stranger.SignAsync(CancellationToken.None));

        found.Problems.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint_key_unknown");
    }

    [Fact]
    public async Task A_kept_checkpoint_that_was_changed_is_a_problem_and_so_is_one_whose_signature_was_taken_away()
    {
        var signed = await notary.KeepAsync(goOn: false, CancellationToken.None);
        await space.AppendAsync(Make.Click("e"));
        var later = await space.CheckpointAsync();

        var changed = await VerifyAsync(Checkpoint.Parse(signed.ToString().Replace("\n3\n", "\n2\n", StringComparison.Ordinal)));
        var unsigned = await VerifyAsync(later);

        changed.Problems.Select(problem => problem.Kind).ShouldBe(["checkpoint_signature_wrong", "checkpoint_mismatch"]);
        unsigned.Problems.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint_unsigned");
    }

    [Fact]
    public async Task A_checkpoint_without_a_signature_is_a_problem_behind_the_first_signed_one_and_none_beside_it()
    {
        var beside = await space.CheckpointAsync();
        await notary.KeepAsync(goOn: false, CancellationToken.None);
        await space.AppendAsync(Make.Click("e"));
        var between = await space.CheckpointAsync();
        await space.AppendAsync(Make.Click("f"));
        await notary.KeepAsync(goOn: false, CancellationToken.None);

        (await VerifyAsync(beside)).Problems.ShouldBeEmpty();
        (await VerifyAsync(between)).Problems.Select(problem => (problem.Kind, problem.Seal?.Value)).ShouldBe([("checkpoint_unsigned", 4)]);
    }

    [Fact]
    public async Task A_key_that_is_known_twice_verifies_nothing()
    {
        var kept = await notary.KeepAsync(goOn: false, CancellationToken.None);
        var keys = await notary.Keys.KnownAsync(CancellationToken.None);

        var found = await LogVerification.RunAsync(space.Database, space.Workspace, [kept], progress: null, [.. keys, .. keys], CancellationToken.None);

        found.Problems.ShouldHaveSingleItem().Kind.ShouldBe("checkpoint_signature_wrong");
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n1\n")]
    [InlineData("origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void What_is_no_checkpoint_is_refused(string text)
    {
        Should.Throw<FormatException>(() => Checkpoint.Parse(text));
    }

    private async Task<Verification> VerifyAsync(params Checkpoint[] more) =>
        await LogVerification.RunAsync(
            space.Database,
            space.Workspace,
            [.. await notary.Kept.ReadAsync(CancellationToken.None), .. more],
            progress: null,
            await notary.Keys.KnownAsync(CancellationToken.None),
            CancellationToken.None
        );

    /// <summary>The right edge over the first seals as they are stored now.</summary>
    private async Task<byte[]> EdgeAsync(int size)
    {
        await using var connection = await space.Database.Owner.OpenConnectionAsync();
        var edge = RightEdge.Empty;
        foreach (var seal in (await SealTable.ReadAsync(connection, space.Workspace, after: new SealNumber(0), CancellationToken.None)).Take(size))
            edge.Add(seal.Leaf(space.Workspace.Name));
        return edge.ToBytes();
    }
}
