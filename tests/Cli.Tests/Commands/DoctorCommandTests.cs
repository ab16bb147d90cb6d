using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>`cpt doctor`: what it says, and what it ends with.</summary>
public sealed class DoctorCommandTests
{
    private static readonly DoctorView Found = DoctorView.Of(
        "default",
        [
            new("database", null, DoctorFindingView.Well, "PostgreSQL 15.14, 14.2 MiB, 1 workspace", null, null),
            new(
                "projection",
                "cells",
                DoctorFindingView.Attention,
                "3 seals of signals behind since 2025-05-02 00:00:00Z; no server folds, or it falls behind",
                3,
                "cpt serve"
            ),
            new(
                "dead_letters",
                "cpt.wake_up.v1",
                DoctorFindingView.Attention,
                "2 messages given up, the newest at 2025-05-02 00:00:00Z: the connection was closed in the middle of a handler's work",
                2,
                "cpt doctor --retry-dead-letters"
            ),
            new("checkpoint", null, DoctorFindingView.NotLookedAt, "the file holds no checkpoint", null, "cpt db status"),
        ]
    );

    [Fact]
    public void A_person_reads_a_line_for_each_part_with_its_remedy() =>
        Golden.Matches(string.Concat(DoctorText.Lines(Found).Select(line => line + "\n")), "doctor.txt");

    [Fact]
    public void A_program_reads_the_same_as_JSON() =>
        Golden.Matches(JsonSerializer.Serialize(Found with { Retried = 2 }, Json.TypeOf<DoctorView>(Json.Indented)) + "\n", "doctor.json");

    [Fact]
    public async Task An_installation_that_is_well_ends_with_0_and_one_with_a_dead_letter_with_3()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();
        await cpt.RunAsync("import", cpt.File("x.ndjson", """{"id":"a","type":"visit","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring"}"""));

        var well = await cpt.RunAsync("doctor");
        await cpt.ExecuteAsync(
            "insert into wolverine.wolverine_dead_letters (id, body, message_type, exception_message) values (gen_random_uuid(), '', 'cpt.wake_up.v1', 'away')"
        );
        var ill = await cpt.RunAsync("doctor");
        var marked = await cpt.RunAsync("doctor", "--retry-dead-letters", "--json");

        (well.ExitCode, ill.ExitCode, marked.ExitCode).ShouldBe((ExitCode.Done, ExitCode.Found, ExitCode.Found), well.Output + well.Error);
        well.Output.ShouldEndWith("default is well.\n");
        ill.Output.ShouldContain("attention      dead letters cpt.wake_up.v1: 1 message given up: away\n               `cpt doctor --retry-dead-letters`\n");
        marked.Json.GetProperty("retried").GetInt32().ShouldBe(1);
        (await cpt.QueryAsync("select count(*) from wolverine.wolverine_dead_letters where replayable")).ShouldBe("1");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said_so_and_nothing_else_is_called_well()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();

        var run = await cpt.RunAsync("doctor", "--database", "Host=/nowhere;Username=nobody;Timeout=3", "--json");

        run.ExitCode.ShouldBe(ExitCode.Found, run.Error);
        run.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        run.Json.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("state").GetString()).ShouldBe(["attention", "not_looked_at"]);
    }

    [Fact]
    public async Task A_workspace_that_does_not_exist_ends_with_2()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();

        (await cpt.RunAsync("doctor", "--workspace", "nowhere")).ExitCode.ShouldBe(ExitCode.Refused);
    }
}
