using StoredNames = CustomerPerformanceTracker.Journal.Sealing.StoredNames;

namespace CustomerPerformanceTracker.Tracker.Tests.Decided;

/// <summary>The boards hold what folding the journal gives, row by row.</summary>
public sealed class BoardTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Seed = 958;
    private static readonly Authorship Ada = new("ada", "as agreed");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, 123, 456, TimeSpan.Zero));
    private Engine engine = null!;

    private Instant Now => Instant.FromDateTimeOffset(clock.Now);

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whatever_is_done_and_refused_the_boards_are_the_fold_of_the_journal()
    {
        var random = new Random(Seed);
        var alerts = await RaiseAsync(8);
        var subscription = (
            await engine.Subscriptions.AddAsync(
                new Sink.Webhook(new Uri("https://example.org/a")),
                AlertFilter.Everything,
                fromStart: false,
                secret: null,
                Ada,
                CancellationToken.None
            )
        ).Subscription;
        var silence = await engine.Silences.SetAsync(new AlertMatcher([], ["spring"], [], []), Now, Now + Duration.FromDays(90), Ada, CancellationToken.None);
        var adjustment = await ProposeAsync();

        for (var i = 0; i < 150; i++)
        {
            try
            {
                await StepAsync(random, alerts[random.Next(alerts.Count)], subscription.Id);
            }
            catch (Exception e) when (e is RefusedException or VersionConflictException)
            {
                // A refusal leaves nothing.
            }
        }

        await engine.Silences.EndAsync(silence.Id, Ada, CancellationToken.None);
        await engine.Adjustments.ApproveAsync(adjustment.Id, expected: new StreamVersion(1), key: null, new Authorship("bob", "right"), CancellationToken.None);
        await engine.Adjustments.ApplyAsync(adjustment.Id, at: null, expected: null, Ada, CancellationToken.None);

        (await engine.Journal.CompareBoardsAsync(CancellationToken.None)).ShouldBeEmpty($"seed {Seed}");
        (await SeenAsync(seal: null)).ShouldBe(await SeenAsync((await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None)).Seal));
        (await LogVerification.RunAsync(workspaces.Database, engine.Workspace, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_was_changed_is_found_and_a_board_of_another_shape_is_built_again()
    {
        await RaiseAsync(3);
        await workspaces.ExecuteAsync(
            $"update view.board set state = 'resolved' where workspace = {engine.Workspace.Id} and id = (select min(id) from view.board where workspace = "
                + $"{engine.Workspace.Id})"
        );
        (await engine.Journal.CompareBoardsAsync(CancellationToken.None)).Count.ShouldBe(1);

        await workspaces.ExecuteAsync($"update view.board_shape set shape = 0 where workspace = {engine.Workspace.Id} and board = 'alerts'");
        var again = await workspaces.AgainAsync(engine, clock);

        (await again.Journal.CompareBoardsAsync(CancellationToken.None)).ShouldBeEmpty();
        (await again.Alerts.ListAsync(CancellationToken.None)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_due_stands_in_the_boards()
    {
        var alert = (await RaiseAsync(1))[0];
        var until = Now + Duration.FromDays(2);
        await engine.Alerts.HandleAsync(alert, new AlertCommand.Snooze(until), expected: null, Ada, CancellationToken.None);
        var adjustment = await ProposeAsync();
        await engine.Adjustments.ApproveAsync(adjustment.Id, expected: null, key: null, new Authorship("bob", "right"), CancellationToken.None);
        await engine.Adjustments.ApplyAsync(adjustment.Id, Now, expected: null, Ada, CancellationToken.None);

        (await DueAsync("alerts")).ShouldBe(until.ToDateTimeOffset());
        (await DueAsync("adjustments")).ShouldBe(
            new DateTimeOffset(2025, 8, 28, 22, 0, 0, TimeSpan.Zero),
            "28 days from 1 August on are over when 29 August begins in Berlin"
        );

        await engine.Alerts.HandleAsync(alert, new AlertCommand.Acknowledge(), expected: null, Ada, CancellationToken.None);
        (await DueAsync("alerts")).ShouldBeNull();
    }

    [Fact]
    public void Every_stored_name_that_has_a_golden_file_is_in_the_catalogue_and_the_other_way_round()
    {
        var golden = Directory.GetFiles(Golden(), "*.json").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct(StringComparer.Ordinal);

        golden.ShouldBe(StoredNames.All, ignoreOrder: true);
    }

    private async Task StepAsync(Random random, string alert, string subscription)
    {
        AlertCommand[] commands =
        [
            new AlertCommand.Acknowledge(),
            new AlertCommand.Assign("grace"),
            new AlertCommand.Comment("looked at"),
            new AlertCommand.Snooze(Now + Duration.FromHours(random.Next(1, 9)) + Duration.FromNanoseconds(random.Next(1_000_000_000))),
            new AlertCommand.Resolve(AlertOutcomes.Fixed),
            new AlertCommand.Reopen(),
        ];
        clock.Now += TimeSpan.FromMinutes(random.Next(90));
        switch (random.Next(4))
        {
            case 0:
                await engine.Subscriptions.ChangeAsync(
                    subscription,
                    random.Next(2) == 0 ? new SubscriptionCommand.Enable() : new SubscriptionCommand.Disable(DisabledBy.Hand),
                    Ada,
                    expected: null,
                    CancellationToken.None
                );
                break;
            case 1:
                await engine.Alerts.HandleAsync(
                    alert,
                    commands[random.Next(commands.Length)],
                    expected: new StreamVersion(random.Next(1, 5)),
                    Ada,
                    CancellationToken.None
                );
                break;
            default:
                await engine.Alerts.HandleAsync(alert, commands[random.Next(commands.Length)], expected: null, Ada, CancellationToken.None);
                break;
        }
    }

    private async Task<IReadOnlyList<string>> RaiseAsync(int count)
    {
        var data = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Golden(), "alert_raised.divergence.json")));
        var ids = Enumerable.Range(0, count).Select(i => $"{i:x16}").ToArray();
        foreach (var id in ids)
        {
            var raised = JsonElement.Parse(data.GetRawText().Replace(data.GetProperty("id").GetString()!, id, StringComparison.Ordinal));
            await engine.Journal.AppendAsync(
                [new StreamAppend($"alert-{id}", ExpectedVersion.NoStream, [new JournalEvent("alert_raised", raised)])],
                new Authorship("divergence-watch", "found") { IsFinding = true },
                CancellationToken.None
            );
        }

        return ids;
    }

    private Task<Adjustment> ProposeAsync() =>
        engine.Adjustments.ProposeAsync(
            new ProposalDraft(
                "spring",
                "positioning",
                "promise less",
                null,
                null,
                "promises were not kept",
                "trust",
                8,
                new SuccessRule(4, 56, 28, null, 0.1),
                []
            ),
            Ada,
            CancellationToken.None
        );

    private static string Golden([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "Stored", "Golden");

    /// <summary>What the outside sees of alerts and adjustments: now from the boards, at a seal from the journal.</summary>
    private async Task<string> SeenAsync(SealNumber? seal) =>
        string.Join(
            '\n',
            [
                .. (await engine.Alerts.ListAsync(seal, CancellationToken.None)).Select(alert => Encoding.UTF8.GetString(Json.Bytes(AlertView.Of(alert)))),
                .. (await engine.Adjustments.ListAsync(seal, CancellationToken.None)).Select(adjustment =>
                    Encoding.UTF8.GetString(Json.Bytes(AdjustmentView.Of(adjustment)))
                ),
            ]
        );

    private async Task<DateTimeOffset?> DueAsync(string board)
    {
        await using var command = workspaces
            .Database.SourceOf(engine.Workspace)
            .CreateCommand("select due_at from view.board where workspace = $1 and board = $2");
        command.Parameters.Add(new() { Value = engine.Workspace.Id });
        command.Parameters.Add(new() { Value = board });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0);
    }
}
