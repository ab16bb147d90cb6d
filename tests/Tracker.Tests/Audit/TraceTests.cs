using System.IO.Compression;
using CustomerPerformanceTracker.Loop.Audit;

namespace CustomerPerformanceTracker.Tracker.Tests.Audit;

/// <summary>From a change back to the answers it rests on, and from an answer to what it led to.</summary>
public sealed class TraceTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Break = 90;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;
    private Alert alert = null!;
    private Adjustment adjustment = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, By("olga"), expected: null, CancellationToken.None);
        foreach (var campaign in (string[])["spring", "autumn"])
            await engine.ImportAsync(DayHistory.Lines(Enumerable.Range(0, 121), day => campaign == "spring" && day >= Break ? 55 : 80, campaign));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        alert = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();
        adjustment = await engine.Adjustments.ProposeAsync(
            new ProposalDraft(
                "spring",
                "messaging",
                "take the promise back",
                "hero@8",
                "hero@9",
                "it is not kept",
                "trust",
                8,
                new SuccessRule(4, 60, 28, "conversion_rate", 0.1),
                [alert.Id]
            ),
            By("ada"),
            CancellationToken.None
        );
        await engine.Adjustments.ApproveAsync(adjustment.Id, null, key: null, By("grace"), CancellationToken.None);
        await engine.Adjustments.ApplyAsync(adjustment.Id, at: null, null, By("ada"), CancellationToken.None);
        await engine.Alerts.HandleAsync(alert.Id, new AlertCommand.Resolve("fixed"), null, By("olga"), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task From_whichever_end_the_chain_is_the_same()
    {
        string[] whole =
        [
            "policy_set",
            "alert_raised",
            "adjustment_proposed",
            "adjustment_approved",
            "adjustment_applied",
            "message_published",
            "alert_resolved",
        ];
        string[] references = [alert.Id, alert.Id[..6], $"alert-{alert.Id}", adjustment.Id, $"adjustment-{adjustment.Id}", "hero@9", "hero@8", "spring/hero@9"];

        foreach (var reference in references)
        {
            var trace = await FollowAsync(reference);
            trace.Steps.Select(step => step.Type).ShouldBe(whole, reference);
            trace.Answers.ShouldHaveSingleItem().Alert.ShouldBe(alert.Id);
        }

        var steps = (await FollowAsync("hero@9")).Steps;
        steps.Select(step => step.Actor).ShouldBe(["olga", "divergence-watch", "ada", "grace", "ada", "ada", "olga"]);
        steps.ShouldAllBe(step => step.Reason.Length > 0 && step.What.Length > 0);
    }

    /// <summary>When it was written nobody knew that it named a customer.</summary>
    [Fact]
    public async Task A_comment_that_names_a_customer_is_told_in_a_pack_without_its_words()
    {
        await engine.Alerts.HandleAsync(
            alert.Id,
            new AlertCommand.Comment("very-secret-id was the first to complain"),
            null,
            By("olga"),
            CancellationToken.None
        );
        await engine.Log.AppendAsync(
            [
                new Signal
                {
                    Id = SignalId.From("late"),
                    Kind = SignalKind.Click,
                    Campaign = "winter",
                    OccurredAt = 1_753_000_000_000_000,
                    Customer = "Very-Secret-Id",
                },
            ],
            history: false,
            CancellationToken.None
        );
        var data = Directory.CreateTempSubdirectory("cpt-trace-");
        using var zip = new MemoryStream();

        var trace = await engine.Evidence.WriteAsync(
            alert.Id,
            zip,
            new Notary(engine.Database, engine.Workspace, data.FullName),
            TraceView.Text,
            Tracer.UsualRows,
            CancellationToken.None
        );

        data.Delete(recursive: true);
        trace.Steps.Single(step => step.Type == "alert_commented").What.ShouldContain("withheld");
        zip.Position = 0;
        (await PackVerification.RunAsync(zip, [], CancellationToken.None)).Problems.ShouldBeEmpty();
        await using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var text = new StreamReader(await entry.OpenAsync());
            (await text.ReadToEndAsync()).ShouldNotContain("secret-id", Case.Insensitive, entry.FullName);
        }
    }

    [Fact]
    public async Task The_answers_behind_an_alert_are_those_it_was_raised_on()
    {
        var before = (await FollowAsync(alert.Id)).Answers.ShouldHaveSingleItem();

        // What comes later, even of the same days, was not known then.
        await engine.ImportAsync([DayHistory.Answers(Break + 1, 50, 0, more: "late")]);
        var after = (await FollowAsync(alert.Id)).Answers.ShouldHaveSingleItem();

        (before.From, before.To, before.ThroughPosition).ShouldBe((alert.Onset, alert.On, alert.Evidence.LastPosition));
        before.Mean!.Value.ShouldBe(55, 8);
        before.Answers.ShouldBeGreaterThan(0);
        (after.Rows, after.Answers, after.Mean).ShouldBe((before.Rows, before.Answers, before.Mean));
    }

    [Fact]
    public async Task An_answer_leads_to_the_alert_that_rests_on_it_and_on_to_the_change()
    {
        var behind = (await FollowAsync(alert.Id)).Answers.ShouldHaveSingleItem().First[0];

        var trace = await FollowAsync($"signal:spring/{behind.Id}");

        trace.Signal!.Position.ShouldBe(behind.Position);
        trace.Steps.Select(step => step.Type).ShouldContain("message_published");
    }

    [Fact]
    public async Task An_answer_of_another_campaign_led_to_nothing()
    {
        var behind = (await FollowAsync(alert.Id)).Answers.ShouldHaveSingleItem().First[0];
        var other = (
            await new AnswerReader(workspaces.Database, engine.Workspace).BehindAsync(alert with { Campaign = "autumn" }, 1, CancellationToken.None)
        ).First[0];

        var trace = await FollowAsync(other.Id == behind.Id ? $"signal:autumn/{other.Id}" : $"signal:{other.Id}");

        trace.Signal!.Campaign.ShouldBe("autumn");
        trace.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_review_that_was_kept_holds_its_alerts_and_changes()
    {
        var review = (await engine.Reviews.ReadAsync("spring", DayHistory.First, DayHistory.First.PlusDays(220), Cursors.Now, CancellationToken.None))!;
        review.Alerts.ShouldHaveSingleItem();
        review.Adjustments.ShouldHaveSingleItem();
        var reference = await engine.Reviews.KeepAsync(review, By("vera"), CancellationToken.None);

        var trace = await FollowAsync(reference);

        trace.Kind.ShouldBe("review");
        trace.Steps[^1].Type.ShouldBe("review_written");
        trace.Steps.Select(step => step.Type).ShouldContain("message_published");
    }

    [Fact]
    public async Task Two_alerts_of_one_append_have_nothing_to_do_with_each_other()
    {
        var split = await workspaces.NewAsync(clock);
        await split.Settings.SetPolicyAsync(
            DayHistory.Policy + "\nscope: { campaigns: [\"*\"], by: [segment] }",
            By("olga"),
            expected: null,
            CancellationToken.None
        );
        foreach (var segment in (string[])["new", "old"])
            await split.ImportAsync(DayHistory.Lines(Enumerable.Range(0, 121), day => day >= Break ? 55 : 80).Select(line => Of(segment, line)));
        await split.CatchUpAsync(progress: null, CancellationToken.None);

        var raised = (await split.Journal.ReadAsync("alert-", CancellationToken.None)).Where(entry => entry.Type == "alert_raised").ToArray();
        raised.Length.ShouldBe(2);
        raised.Select(entry => entry.Seal).Distinct().ShouldHaveSingleItem();
        raised.ShouldAllBe(entry => entry.Correlation == entry.Stream && entry.Causation == $"{entry.Stream}@0");
        foreach (var one in await split.Alerts.ListAsync(CancellationToken.None))
        {
            var trace = await split.Traces.FollowAsync(one.Id, Tracer.UsualRows, CancellationToken.None);
            trace.Steps.Select(step => step.Stream).Distinct().ShouldBe(["policy-falling-trust", $"alert-{one.Id}"]);
            var answers = trace.Answers.ShouldHaveSingleItem();
            answers.Scope.ShouldBe(one.Scope);
            answers.First.ShouldAllBe(answer => answer.Segment == one.Scope.Segment);
        }

        static string Of(string segment, string line) => line.Replace("\"id\":\"", $"\"segment\":\"{segment}\",\"id\":\"{segment} ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_knows_is_told_with_what_references_look_like()
    {
        foreach (var reference in (string[])["", "nothing", "hero@1", "alert-none", "signal:none", "signal:spring/none", "review-none"])
            await Should.ThrowAsync<NotFoundException>(() => FollowAsync(reference));
    }

    [Fact]
    public async Task Provenance_names_an_entity_for_each_thing_it_relates()
    {
        var trace = await FollowAsync("hero@9");

        var prov = Served.Element(ProvView.Of(trace));

        foreach (var derived in prov.GetProperty("wasDerivedFrom").EnumerateObject())
        {
            prov.GetProperty("entity").TryGetProperty(derived.Value.GetProperty("prov:generatedEntity").GetString()!, out _).ShouldBeTrue();
            prov.GetProperty("entity").TryGetProperty(derived.Value.GetProperty("prov:usedEntity").GetString()!, out _).ShouldBeTrue();
        }

        foreach (var done in prov.GetProperty("wasAssociatedWith").EnumerateObject())
        {
            prov.GetProperty("agent").TryGetProperty(done.Value.GetProperty("prov:agent").GetString()!, out _).ShouldBeTrue();
            prov.GetProperty("activity").TryGetProperty(done.Value.GetProperty("prov:activity").GetString()!, out _).ShouldBeTrue();
        }

        // The proposal rests on the alert, the alert on the answers.
        prov.GetProperty("wasDerivedFrom").EnumerateObject().Count().ShouldBe(6);
        prov.GetProperty("wasDerivedFrom").GetRawText().ShouldContain("cpt:answers_");
    }

    private static Authorship By(string actor) => new(actor, "so it is");

    private Task<Trace> FollowAsync(string reference) => engine.Traces.FollowAsync(reference, Tracer.UsualRows, CancellationToken.None);
}
