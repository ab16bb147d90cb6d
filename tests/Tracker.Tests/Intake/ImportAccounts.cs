using CustomerPerformanceTracker.Intake.Accounts;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>The account of an import says what a source was understood to say, and what in it somebody should look at.</summary>
public sealed class ImportAccounts
{
    private const string Report = """
        format: csv
        currency: EUR
        time: { value: "{date}", pattern: yyyy-MM-dd }
        signals:
          - { id: "{date}-{c}-v", type: visit, campaign: "{c}", count: "{visits}" }
          - { id: "{date}-{c}-o", type: conversion, campaign: "{c}", count: "{orders}", amount: "{revenue}" }
          - { id: "{date}-{c}-t", type: survey_answer, campaign: "{c}", kpi: trust, score: "{trust}", scale: [1, 5], count: "{answers}" }
        """;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_rule_has_its_signals_sums_days_and_campaigns()
    {
        var summary = await TryAsync(
            Report,
            "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,100,3,30.10,5,2\n2025-03-02,b,50,1,9.90,2,1\n2025-03-03,b,7,0,,,\n"
        );

        var (visits, orders, trust) = (summary.Account.Rules[0], summary.Account.Rules[1], summary.Account.Rules[2]);
        (visits.Rule, visits.Type, visits.Signals, visits.New, (long)visits.Count).ShouldBe((1, "visit", 3, 3, 157));
        (visits.First, visits.Last).ShouldBe((new LocalDate(2025, 3, 1), new LocalDate(2025, 3, 3)));
        visits.Campaigns.ShouldBe(["a", "b"]);
        ((long)orders.Count, orders.Amounts.Single().Major, orders.Amounts[0].Currency).ShouldBe((4, "40.00", "EUR"));
        (trust.Kpi, trust.Mean!.Value).ShouldBe(("trust", (100 + 100 + 25) / 3.0));
        summary.Account.Columns.Single(column => column.Name == "revenue").ShouldSatisfyAllConditions(c => c.Asked.ShouldBe(3), c => c.Empty.ShouldBe(1));
        summary.Verdict.ShouldBe(ImportVerdict.AllTaken);
    }

    [Fact]
    public async Task Ids_that_stand_twice_in_a_source_are_told_with_both_lines_also_when_it_is_imported_again()
    {
        const string Text = "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,100,,,,\n2025-03-01,a,100,,,,\n2025-03-01,a,7,,,,\n";
        var log = new MemoryLog();

        var first = await RunAsync(log, Report, Text);
        var again = await RunAsync(log, Report, Text);

        (first.Accepted, first.Duplicate, first.Conflict, first.Repeated, first.Verdict).ShouldBe((1, 0, 0, 2, ImportVerdict.SomeNot));
        first.Repetitions.ShouldBe([new(3, 2, Same: true), new(4, 2, Same: false)]);
        (again.Accepted, again.Duplicate, again.Conflict, again.Repeated).ShouldBe((0, 1, 0, 2));
        ((long)first.Account.Rules[0].Count, (long)again.Account.Rules[0].Count).ShouldBe((100, 100));
    }

    [Fact]
    public async Task A_known_id_with_other_content_is_a_conflict_and_in_no_sum()
    {
        var log = new MemoryLog();
        await RunAsync(log, Report, "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,100,,,,\n");

        var summary = await RunAsync(log, Report, "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,101,,,,\n2025-03-02,a,5,,,,\n");

        (summary.Conflict, summary.ConflictLines.Single(), (long)summary.Account.Rules[0].Count, summary.Verdict).ShouldBe((1, 2, 5, ImportVerdict.SomeNot));
    }

    [Fact]
    public async Task Rejects_are_grouped_with_an_example_and_a_remedy()
    {
        var summary = await TryAsync(
            Report,
            "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,1,1.5,,,\nx,a,1,,,,\n2025-03-02,a,2,2.5,,,\n2025-03-03,a,2,,,,\n"
        );

        summary
            .Account.Rejects.Select(group => (group.Field, group.Code, group.Rows, group.FirstLine))
            .ShouldBe([("count", RejectCode.InvalidCount, 2, 2), ("occurredAt", RejectCode.InvalidTime, 1, 3)]);
        summary.Account.Rejects[0].Example.ShouldContain("1.5");
        summary.Account.Rejects[0].Remedy.ShouldContain("round(.., 0)");
        summary.Verdict.ShouldBe(ImportVerdict.SomeNot);
    }

    [Theory]
    [InlineData("1565.3", "1531.1", false, 3_096)]
    [InlineData("1.4", "0.4", true, 1)]
    public async Task Means_of_visits_are_rounded_and_what_that_changes_is_told(string one, string two, bool isDoubt, int sum)
    {
        var summary = await TryAsync(Report, $"date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,{one},,,,\n2025-03-02,a,{two},,,,\n");

        ((long)summary.Account.Rules[0].Count).ShouldBe(sum);
        AccountFindings.Of(summary.Account).Single(finding => finding.What.Contains("were rounded", StringComparison.Ordinal)).IsDoubt.ShouldBe(isDoubt);
    }

    [Fact]
    public async Task A_source_of_which_nothing_is_understood_says_so_and_an_empty_one_is_fine()
    {
        var nothing = await TryAsync(Report, "date,c,visits,orders,revenue,trust,answers\nx,a,1,,,,\n");
        var empty = await TryAsync(Report, "date,c,visits,orders,revenue,trust,answers\n");

        (nothing.Verdict, empty.Verdict).ShouldBe((ImportVerdict.NothingUnderstood, ImportVerdict.AllTaken));
    }

    [Fact]
    public async Task A_path_that_no_row_has_and_a_condition_that_nearly_held_are_doubts()
    {
        const string Yaml = """
            format: ndjson
            currency: EUR
            time: { value: "{at}", pattern: rfc3339 }
            signals:
              - { id: "{id}-o", type: conversion, campaign: c, count: 1, amount: "{p.Total}", comment: "{p.note}" }
              - { id: "{id}-v", type: visit, campaign: c, when: "{event} == 'order completed' or {event} == 'x'" }
              - { id: "{id}-w", type: click, campaign: c, when: "{event} == 'ORDER' or {event} == 'Order Completed'" }
            """;

        var summary = await TryAsync(
            Yaml,
            string.Concat(
                Enumerable.Range(0, 3).Select(i => $$$"""{"id":"{{{i}}}","at":"2025-03-01T00:00:00Z","event":"Order Completed","p":{"total":1} }""" + "\n")
            )
        );

        var findings = AccountFindings.Of(summary.Account);
        findings
            .Where(finding => finding.IsDoubt)
            .Select(finding => finding.What[..30])
            .ShouldBe(["In 3 rows the condition of rul", "No row has 'p.Total', which a "]);
        findings.ShouldContain(finding => !finding.IsDoubt && finding.What.Contains("p.note", StringComparison.Ordinal));
        summary.Account.NearMisses.Single().ShouldBe(new NearMissCount(2, "Order Completed", "order completed", 3));
        summary.Verdict.ShouldBe(ImportVerdict.SomeNot);
    }

    [Fact]
    public async Task An_excluding_condition_that_nearly_held_is_a_doubt_too()
    {
        const string Yaml =
            "format: csv\ntime: { value: '{d}', pattern: yyyy-MM-dd }\nsignals: [{ id: '{d}', type: visit, campaign: c, when: \"{s} != 'Failed'\" }]";

        var summary = await TryAsync(Yaml, "d,s\n2025-03-01,failed\n2025-03-02,Failed\n2025-03-03,ok\n");

        (summary.Accepted, summary.Account.NearMisses.Single(), summary.Account.SilentRows, summary.Account.FirstSilentLine).ShouldBe(
            (2, new NearMissCount(1, "failed", "Failed", 1), 1, 3)
        );
    }

    [Theory]
    [InlineData("2025-03-01,all,6,330\n2025-03-01,a,1,100\n2025-03-02,a,2,110\n2025-03-03,a,3,120\n", 2L)]
    [InlineData("2025-03-01,a,1,100\n2025-03-02,a,2,110\n2025-03-03,a,3,120\n2025-03-03,b,6,330\n", 5L)]
    [InlineData("2025-03-01,a,1,100\n2025-03-02,a,2,110\n2025-03-03,a,3,210\n", null)]
    [InlineData("2025-03-01,a,1,100\n2025-03-02,a,2,110\n2025-03-03,a,3,120\n2025-03-03,b,6,331\n", null)]
    public async Task A_row_of_totals_is_a_doubt(string rows, long? line)
    {
        const string Yaml =
            "format: csv\ntime: { value: '{d}', pattern: yyyy-MM-dd }\nsignals:\n  - { id: '{d}-{c}-v', type: visit, campaign: c, count: '{v}' }\n  - { "
            + "id: '{d}-{c}-k', type: click, campaign: c, count: '{k}' }";

        (await TryAsync(Yaml, "d,c,v,k\n" + rows)).Account.TotalsLine.ShouldBe(line);
    }

    [Fact]
    public async Task Signals_ahead_of_the_clock_and_campaigns_that_read_alike_are_doubts()
    {
        var summary = await TryAsync(
            Report,
            "date,c,visits,orders,revenue,trust,answers\n2125-03-01,Café,1,,,,\n2025-03-02,Café\u200B,1,,,,\n2025-03-03,café ,1,,,,\n2025-03-04,Cafe,1,,,,\n"
        );

        summary.Account.Ahead.ShouldBe((1, Instant.FromUtc(2125, 3, 1, 0, 0)));
        var twins = AccountFindings.Of(summary.Account).Single(finding => finding.What.StartsWith("These are", StringComparison.Ordinal)).What;
        twins.ShouldContain("\\u200B");
        twins.ShouldNotContain("'Cafe'");
    }

    [Fact]
    public async Task A_signal_whose_line_stands_for_its_id_is_a_doubt()
    {
        var summary = await new Import(new MemoryLog().AppendAsync, (_, _) => ValueTask.CompletedTask, clock).RunAsync(
            new MemoryStream("""{"type":"visit","occurredAt":"2025-03-01T00:00:00Z","campaign":"c"}"""u8.ToArray()),
            IntakeOptions.Native,
            progress: null,
            CancellationToken.None
        );

        (summary.Account.IdsByLine, summary.Verdict, summary.Account.Rules.Single().Type).ShouldBe((1, ImportVerdict.SomeNot, "visit"));
    }

    [Fact]
    public async Task A_trial_shows_the_first_rows_beside_what_they_give()
    {
        var summary = await TryAsync(
            Report,
            "date,c,visits,orders,revenue,trust,answers\n2025-03-01,a,,,,,\n2025-03-02,a,1,1,2.00,,\n2025-03-03,a,x,,,,\n",
            samples: 2
        );

        summary.Samples.Select(row => (row.Line, row.Raw, row.Results.Count)).ShouldBe([(3, "2025-03-02,a,1,1,2.00,,", 2), (4, "2025-03-03,a,x,,,,", 1)]);
        summary.FirstSeal.ShouldBeNull();
    }

    [Fact]
    public async Task After_an_interruption_all_counts_are_of_what_was_stored()
    {
        using var stop = new CancellationTokenSource();
        var log = new MemoryLog { AfterAppend = stop.Cancel };
        var text = "d,n\n" + string.Concat(Enumerable.Range(0, 25_000).Select(i => $"2025-03-01,{(i % 100 == 0 ? "x" : "1")}\n"));
        const string Yaml =
            "format: csv\nidentity: line\ntime: { value: '{d}', pattern: yyyy-MM-dd }\nsignals: [{ type: visit, campaign: c, count: '{n}' }, { type: "
            + "click, campaign: c, count: '{n}' }]";
        var rejected = 0;

        var summary = await new Import(
            log.AppendAsync,
            (rows, _) =>
            {
                rejected += rows.Count;
                return ValueTask.CompletedTask;
            },
            clock
        ).RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Reading.OptionsOf(Yaml), progress: null, stop.Token);

        summary.Complete.ShouldBeFalse();
        summary.Accepted.ShouldBe(log.Count);
        summary.Read.ShouldBe((summary.Accepted / 2) + summary.Rejected);
        (summary.Rejected, summary.Account.Rules.Sum(rule => rule.Signals)).ShouldBe((rejected, log.Count));
    }

    private Task<ImportSummary> TryAsync(string yaml, string text, int samples = 0) =>
        ImportTrial.RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Reading.OptionsOf(yaml) with
            {
                Samples = samples,
            },
            known: null,
            clock,
            progress: null,
            CancellationToken.None
        );

    private Task<ImportSummary> RunAsync(MemoryLog log, string yaml, string text) =>
        new Import(log.AppendAsync, (_, _) => ValueTask.CompletedTask, clock).RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Reading.OptionsOf(yaml),
            progress: null,
            CancellationToken.None
        );

    /// <summary>What the log decides of a signal, without a database.</summary>
    private sealed class MemoryLog
    {
        private readonly Dictionary<(string, Guid), Signal> signals = [];

        public Action AfterAppend { get; init; } = static () => { };

        public int Count => signals.Count;

        public Task<SignalAppend> AppendAsync(IReadOnlyList<Signal> batch, bool history, CancellationToken cancel)
        {
            Outcome[] outcomes = [.. batch.Select(OutcomeOf)];
            AfterAppend();
            return Task.FromResult(new SignalAppend(null, outcomes));
        }

        private Outcome OutcomeOf(Signal signal)
        {
            if (signals.TryAdd((signal.Campaign, signal.Id), signal))
                return Outcome.Accepted;
            var known = signals[(signal.Campaign, signal.Id)];
            return (known.Count, known.OccurredAt, known.Amount, known.Score) == (signal.Count, signal.OccurredAt, signal.Amount, signal.Score)
                ? Outcome.Duplicate
                : Outcome.Conflict;
        }
    }
}
