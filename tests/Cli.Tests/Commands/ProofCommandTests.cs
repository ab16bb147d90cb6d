using CustomerPerformanceTracker.Proofs.Notes;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What an auditor takes along: the key, a signed checkpoint, a proof of one signal.</summary>
public sealed class ProofCommandTests(ProofCommandTests.Imported imported) : IClassFixture<ProofCommandTests.Imported>
{
    private Cpt Cpt => imported.Cpt;

    [Fact]
    public async Task The_checkpoint_is_signed_by_the_key_that_is_shown()
    {
        var key = await Cpt.RunAsync("log", "key");
        var checkpoint = await Cpt.RunAsync("log", "checkpoint");

        SignedNote.Parse(checkpoint.Output).Verify([new EcdsaVerifier(VerifierKey.Parse(key.Output.Trim()))]).ShouldBe(NoteVerdict.Verified);
        (await Cpt.RunAsync("log", "key", "show")).Output.ShouldBe(key.Output);
    }

    [Fact]
    public async Task A_signal_is_proved_by_a_signed_checkpoint()
    {
        var json = (await Cpt.RunAsync("log", "proof", "a3", "--campaign", "spring", "--json")).Json;
        var text = await Cpt.RunAsync("log", "proof", "a3", "--campaign", "spring");

        json.GetProperty("leaf").GetProperty("fields").GetProperty("id").GetString().ShouldBe(SignalId.From("a3").ToString());
        InclusionProof
            .Proves(
                json.GetProperty("inSeal").GetProperty("index").GetInt32(),
                json.GetProperty("inSeal").GetProperty("size").GetInt32(),
                MerkleTree.HashLeaf(json.GetProperty("leaf").GetProperty("data").GetBytesFromBase64()),
                json.GetProperty("seal").GetProperty("root").GetBytesFromBase64(),
                [.. json.GetProperty("inSeal").GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64())]
            )
            .ShouldBeTrue();
        text.Output.ShouldStartWith("c2sp.org/tlog-proof@v1\nindex ");
        Checkpoint.Parse(text.Output.Split("\n\n", 2)[1]).Note.ShouldNotBeNull();
        text.Error.ShouldContain("row 4 of 20");
    }

    [Fact]
    public async Task A_signal_that_is_not_there_is_refused_by_name()
    {
        var run = await Cpt.RunAsync("log", "proof", "a99", "--campaign", "spring");

        (run.ExitCode, run.Output).ShouldBe((ExitCode.Refused, ""));
        run.Error.ShouldContain("'a99'");
    }

    [Fact]
    public async Task After_a_rotation_what_was_kept_before_is_verified_still()
    {
        await Cpt.RunAsync("log", "checkpoint");
        var before = (await Cpt.RunAsync("log", "key")).Output;

        var rotated = await Cpt.RunAsync("log", "key", "rotate", "--json");
        var verify = await Cpt.RunAsync("verify", "--json");

        rotated.Json.GetProperty("key").GetString().ShouldNotBe(before.Trim());
        rotated.Json.GetProperty("earlier").EnumerateArray().Select(key => key.GetString()).ShouldContain(before.Trim());
        (verify.ExitCode, verify.Json.GetProperty("ok").GetBoolean()).ShouldBe((ExitCode.Done, true));
    }

    [Fact]
    public async Task No_checkpoint_is_given_of_a_log_that_lost_what_was_kept()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();
        await cpt.RunAsync("import", cpt.File("x.ndjson", ExitCodeTests.Line(1)));
        await cpt.ExecuteAsync(
            "delete from log.signal; delete from log.seal; update log.workspace set signals = 0, seals = 0, corrections = 0, recorded_at = 'epoch', edge = ''"
        );

        var run = await cpt.RunAsync("log", "checkpoint");
        var import = await cpt.RunAsync("import", cpt.File("y.ndjson", ExitCodeTests.Line(2)));

        (run.ExitCode, run.Output).ShouldBe((ExitCode.Failed, ""));
        run.Error.ShouldContain("No checkpoint of workspace default is signed");
        import.ExitCode.ShouldBe(ExitCode.Done);
        import.Error.ShouldContain("No checkpoint of workspace default is signed");
    }

    [Fact]
    public async Task A_pack_is_verified_without_a_database_and_what_is_none_is_found()
    {
        var run = await Cpt.RunAsync("verify", Cpt.File("evidence.zip", "no zip"), "--json", "--database", "Host=/nowhere;Username=nobody;Timeout=3");

        run.ExitCode.ShouldBe(ExitCode.Found, run.Error);
        run.Json.GetProperty("problems")[0].GetProperty("kind").GetString().ShouldBe("pack_unreadable");
        (await Cpt.RunAsync("verify", Cpt.File("evidence.zip", "no zip"))).Output.ShouldContain("The first thing that does not fit");
        (await Cpt.RunAsync("verify", "missing.zip")).ExitCode.ShouldBe(ExitCode.Refused);
        (await Cpt.RunAsync("verify", "evidence.zip", "--key", "nonsense")).ExitCode.ShouldBe(ExitCode.Refused);
    }

    /// <summary>A workspace with twenty answers in one seal.</summary>
    public sealed class Imported : IAsyncLifetime
    {
        public Cpt Cpt { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Cpt.InitializeAsync();
            await Cpt.RunAsync("import", Cpt.File("x.ndjson", Enumerable.Range(0, 20).Select(ExitCodeTests.Line)));
        }

        public ValueTask DisposeAsync() => Cpt.DisposeAsync();
    }
}
