namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What an erasure does not reach is told by the command that erases.</summary>
public sealed class EraseWarningTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task Near_twins_come_with_the_command_that_erases_them_and_other_places_with_their_count()
    {
        string[] ids = ["Zoë O'Hara", "zoe o'hara", "somebody else"];
        var file = cpt.File(
            "twins.ndjson",
            ids.Select(
                (id, i) =>
                    $$$"""{"id":"t{{{i}}}","type":"click","occurredAt":"2025-03-09T12:00:00Z","campaign":"spring","customer":"{{{id}}}","attributes":{"order":"of {{{id}}}"}}"""
            )
        );
        (await cpt.RunAsync("import", file)).ExitCode.ShouldBe(ExitCode.Done);

        var unknown = await cpt.RunAsync("erase", "ZOE O'HARA", "--reason", "request 7");
        var named = await cpt.RunAsync("erase", "Zoë O'Hara", "--reason", "as somebody else did");
        var erased = await cpt.RunAsync("erase", "Zoë O'Hara", "--reason", "request 7");

        unknown.ExitCode.ShouldBe(ExitCode.Refused);
        unknown.Error.ShouldContain("Nearly the same are: 'Zoë O'Hara', 'zoe o'hara'.");
        named.ExitCode.ShouldBe(ExitCode.Refused);
        named.Error.ShouldStartWith("reason, character 4: 'somebody else' is the id of a customer");
        erased.ExitCode.ShouldBe(ExitCode.Done, erased.Error);
        erased.Output.ShouldContain(@"cpt erase 'zoe o'\''hara' --reason ");
        erased.Output.ShouldContain("still stands in 1 attributes of signals, which an erasure does not reach: position 1");
    }
}
