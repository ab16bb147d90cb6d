namespace CustomerPerformanceTracker.Server.Tests.Doctor;

/// <summary>The doctor sees what the servers' workflow gave up or left undone, and dead letters that are to be retried are.</summary>
public sealed class WorkflowLookTests
{
    private static readonly Authorship Ada = new("ada", "until monday");

    [Fact]
    public async Task Dead_letters_are_counted_by_type_with_the_newest_failure()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.ExecuteAsync(
            """
            insert into wolverine.wolverine_dead_letters (id, body, message_type, exception_message, failed_at) values
                (gen_random_uuid(), '', 'cpt.wake_up.v1', 'the older', '2025-05-01T00:00:00Z'),
                (gen_random_uuid(), '', 'cpt.wake_up.v1', 'the newer', '2025-05-02T00:00:00Z')
            """
        );

        var told = await examined.OneAsync("dead_letters");
        var toOneWorkspace = await examined.OneAsync("dead_letters", seesAll: false);
        var marked = await Examiner.RetryDeadLettersAsync(examined.Engine.Database, CancellationToken.None);
        var waiting = await examined.OneAsync("dead_letters");

        (told.State, told.Of, told.Number, told.Remedy).ShouldBe(("attention", "cpt.wake_up.v1", 2, "cpt doctor --retry-dead-letters"));
        told.Figure.ShouldBe("2 messages given up, the newest at 2025-05-02 00:00:00Z: the newer");
        toOneWorkspace.Figure.ShouldBe("2 messages given up, the newest at 2025-05-02 00:00:00Z");
        marked.ShouldBe(2);
        (waiting.Remedy, await Examiner.RetryDeadLettersAsync(examined.Engine.Database, CancellationToken.None)).ShouldBe(("cpt serve", 0));
        waiting.Figure.ShouldStartWith("2 messages given up, 2 marked to be retried");
    }

    [Fact]
    public async Task A_dead_letter_that_is_marked_is_handled_by_a_server_that_runs()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        await using var server = await TrackerServer.StartAsync(
            database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { Workflow = true },
            TimeProvider.System,
            CancellationToken.None
        );
        var engine = (await server.Workspaces.OpenAsync(Workspace.Default)).Engine;
        var days = Duration.FromDays(2);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await engine.Silences.SetAsync(new AlertMatcher([], [], [], []), now, now + days, Ada, CancellationToken.None);

        // The wake-up of the silence, as if it had been given up.
        await using (
            var give = database.Owner.CreateCommand(
                """
                with given as (delete from wolverine.wolverine_incoming_envelopes where status = 'Scheduled' returning *)
                insert into wolverine.wolverine_dead_letters (id, execution_time, body, message_type, received_at, source, exception_type, exception_message,
                                                              sent_at, replayable)
                select id, execution_time, body, message_type, received_at, 'cpt', 'System.Exception', 'away', now(), false from given
                """
            )
        )
            (await give.ExecuteNonQueryAsync()).ShouldBe(1);
        (await Examiner.ExamineAsync(engine, dataFolder: null, seesAll: true, TimeProvider.System, CancellationToken.None)).Findings.ShouldContain(one =>
            one.What == "dead_letters" && one.State == "attention"
        );

        (await Examiner.RetryDeadLettersAsync(database, CancellationToken.None)).ShouldBe(1);

        await Until.TrueAsync(async () =>
        {
            await using var count = database.Owner.CreateCommand(
                "select (select count(*) from wolverine.wolverine_dead_letters)"
                    + " + (select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled')"
            );
            return (long)(await count.ExecuteScalarAsync())! == 0;
        });
    }

    [Fact]
    public async Task A_message_and_a_stream_that_nobody_took_in_time_are_overdue()
    {
        await using var examined = await Examined.OpenAsync();
        var silence = await examined.Workspace.SilenceAsync(TimeSpan.FromHours(1));
        await examined.ExecuteAsync(
            "insert into wolverine.wolverine_incoming_envelopes (id, status, owner_id, execution_time, body, message_type) "
                + "select gen_random_uuid(), 'Scheduled', 0, due_at, '', 'cpt.wake_up.v1' from view.board where due_at is not null"
        );
        var (messageBefore, dueBefore) = (await examined.OneAsync("messages"), await examined.OneAsync("due"));
        examined.Clock.Advance(TimeSpan.FromHours(2));
        var (message, due) = (await examined.OneAsync("messages"), await examined.OneAsync("due"));

        (messageBefore.State, messageBefore.Figure).ShouldBe(("ok", "1 scheduled, none overdue, none waits for a server"));
        dueBefore.State.ShouldBe("ok");
        (message.State, message.Number, message.Remedy).ShouldBe(("attention", 1, "cpt serve"));
        message.Figure.ShouldStartWith("1 scheduled, 1 overdue since ");
        (due.State, due.Of, due.Number, due.Remedy).ShouldBe(("attention", "silences", 1, "cpt serve"));
        due.Figure.ShouldEndWith(silence.Id);
    }

    [Fact]
    public async Task A_message_whose_server_is_gone_waits_for_one()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.ExecuteAsync(
            "insert into wolverine.wolverine_incoming_envelopes (id, status, owner_id, body, message_type) values "
                + "(gen_random_uuid(), 'Incoming', 17, '', 'cpt.deliveries_due.v1')"
        );

        var stuck = await examined.OneAsync("messages");
        await examined.ExecuteAsync(
            "insert into wolverine.wolverine_nodes (id, node_number, description, uri) values (gen_random_uuid(), 17, 'one', 'dbcontrol://one')"
        );
        var owned = await examined.OneAsync("messages");

        (stuck.State, stuck.Number).ShouldBe(("attention", 1));
        stuck.Figure.ShouldContain("1 wait for a server");
        owned.State.ShouldBe("ok");
    }
}
