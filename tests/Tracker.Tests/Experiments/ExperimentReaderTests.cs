using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Statistics.Experiments;
using static CustomerPerformanceTracker.TestSupport.SampleExperiment;
using Verdict = CustomerPerformanceTracker.Statistics.Experiments.Verdict;

namespace CustomerPerformanceTracker.Tracker.Tests.Experiments;

/// <summary>Two versions of a message on invented customers whose truth is known, read out of the log.</summary>
public sealed class ExperimentReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly DateTimeOffset Before = new(2025, 4, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset After = new(2025, 8, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ExperimentDraft Draft = new("short-mail", Campaign, "message", Control, Treatment, "2025-05-01");

    private readonly SetClock clock = new(Before);
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(["""{"id":"v","type":"visit","occurredAt":"2025-04-19T08:00:00Z","campaign":"spring"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_arm_that_truly_sells_more_is_found_and_the_first_sure_look_is_named()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 3_000, lift: 1.5));

        var reading = await ReadAsync();

        (reading.Verdict, reading.Refusal, reading.Last, reading.Looks.Count).ShouldBe((Verdict.Better, null, Last, Days));
        var first = reading.FirstSure.ShouldNotBeNull();
        first.ShouldBeInRange(1, Days - 2);
        reading.Looks.Take(first).ShouldAllBe(look => look.Look.Verdict == null || look.Look.Verdict == Verdict.NoDifferenceShown);
        reading.Looks[first].Look.Verdict.ShouldBe(Verdict.Better);
        var day = NodaTime.Text.LocalDatePattern.Iso.Format(reading.Looks[first].Day);
        ExperimentView
            .Of(reading)
            .Sentence.ShouldSatisfyAllConditions(
                sentence => sentence.ShouldStartWith("hero@9 is better than hero@8: "),
                sentence => sentence.ShouldContain($"A difference was sure first on {day}, look {first + 1} of 30.")
            );
    }

    [Fact]
    public async Task Arms_that_are_alike_are_not_told_apart_and_what_is_ruled_out_is_said()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 2_000));

        var reading = await ReadAsync();

        (reading.Verdict, reading.FirstSure).ShouldBe((Verdict.NoDifferenceShown, null));
        ExperimentView.Of(reading).Sentence.ShouldContain("Ruled out: hero@9 lower by more than 0.");
    }

    [Fact]
    public async Task A_customer_counts_from_the_first_act_that_named_an_arm_and_stays_in_that_arm()
    {
        await DeclareAsync(Draft);
        await SendAsync([
            .. Signals(customers: 200),
            // Bought before, and met both.
            Line("x1", "conversion", "x", 1, 8),
            Line("x2", "impression", "x", 1, 9, ",\"message\":\"hero@9\""),
            Line("x3", "impression", "x", 2, 9, ",\"message\":\"hero@8\""),
            Line("x4", "conversion", "x", 3, 9),
            // Both at one instant.
            Line("y1", "impression", "y", 1, 9, ",\"message\":\"hero@8\""),
            Line("y2", "click", "y", 1, 9, ",\"message\":\"hero@9\""),
            Line("y3", "conversion", "y", 2, 9),
            // Neither, and before the first day.
            Line("z1", "visit", "z", 1, 9, ",\"message\":\"hero@7\""),
            Line("w1", "visit", "w", -1, 9, ",\"message\":\"hero@8\""),
            // Nobody.
            """{"id":"n1","type":"click","occurredAt":"2025-05-02T09:00:00Z","campaign":"spring","message":"hero@8","count":7}""",
            """{"id":"n2","type":"conversion","occurredAt":"2025-05-02T09:00:00Z","campaign":"spring","count":3}""",
        ]);

        var (reading, others) = (await ReadAsync(), await OthersAsync());

        reading.Counts.ShouldBe(
            new ExperimentCounts(Crossed: 1, AtOnce: 1, WithoutArm: 1, ActsWithoutCustomer: 7, OrdersWithoutCustomer: 3, OrdersWithoutRate: 0)
        );
        var (arms, sums) = (reading.Look!.Arms, others.Look!.Arms);
        (arms.Control, arms.Treatment.Customers, arms.Treatment.Value).ShouldBe((sums.Control, sums.Treatment.Customers + 1, sums.Treatment.Value + 1));
        ExperimentView.Of(reading).Notes.ShouldContain(note => note.StartsWith("1 customer met the other arm later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_whose_hour_is_not_told_counts_on_the_day_of_the_assignment()
    {
        await DeclareAsync(Draft);
        await SendAsync([
            Line("a1", "conversion", "ann", 0, 0),
            Line("a2", "impression", "ann", 1, 9, ",\"message\":\"hero@8\""),
            Line("a3", "conversion", "ann", 1, 0),
            Line("b1", "impression", "bob", 1, 9, ",\"message\":\"hero@9\""),
            Line("b2", "conversion", "bob", 1, 8),
        ]);

        var arms = (await ReadAsync()).Look!.Arms;

        (arms.Control.Value, arms.Treatment.Value).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Ids_of_one_person_are_one_customer_and_an_act_that_was_taken_back_was_never_done()
    {
        await DeclareAsync(Draft);
        await SendAsync([
            Line("a1", "impression", "ann", 1, 9, ",\"message\":\"hero@8\""),
            Line("b1", "impression", "bob", 2, 9, ",\"message\":\"hero@9\""),
            Line("b2", "conversion", "bob", 3, 9),
            Line("c1", "impression", "cem", 3, 9, ",\"message\":\"hero@9\""),
            """{"id":"c2","type":"retraction","occurredAt":"2025-05-05T09:00:00Z","campaign":"spring","corrects":"c1"}""",
        ]);
        var before = await ReadAsync();
        await engine.Links.LinkAsync("ann", "bob", new Authorship("ada", "one card"), CancellationToken.None);

        var (arms, parted) = ((await ReadAsync()).Look!.Arms, before.Look!.Arms);

        (parted.Control.Customers, parted.Treatment.Customers, parted.Treatment.Value).ShouldBe((1, 1, 1));
        (arms.Control.Customers, arms.Control.Value, arms.Treatment.Customers).ShouldBe((1, 1, 0));
        (await ReadAsync(new Cursors(Seal: before.Seal))).Look!.Arms.ShouldBe(parted);
    }

    [Fact]
    public async Task A_split_that_is_off_leaves_no_verdict_and_the_figures_stand()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 1_500, lift: 2, controlShare: 0.7));

        var view = ExperimentView.Of(await ReadAsync());

        (view.Verdict, view.Refusal!.Code, view.Split.Off, view.Split.Expected).ShouldBe((null, "split_off", true, 0.5));
        view.Difference!.Low!.Value.ShouldBeGreaterThan(0);
        view.Sentence.ShouldStartWith("No verdict: the split is off. ");
        view.Sentence.ShouldContain("The figures all the same: ");
    }

    [Fact]
    public async Task The_same_split_is_right_where_it_was_declared()
    {
        await DeclareAsync(Draft with { Split = "70:30" });
        await SendAsync(Signals(customers: 1_500, lift: 2, controlShare: 0.7));

        var reading = await ReadAsync();

        (reading.Split.IsOff, reading.Verdict).ShouldBe((false, Verdict.Better));
    }

    [Fact]
    public async Task Trust_that_falls_while_orders_rise_is_said_first_and_makes_the_gain_no_win()
    {
        await DeclareAsync(Draft with { Guardrail = "trust" });
        await SendAsync(Signals(customers: 4_000, lift: 1.5, trust: 0.5));

        var view = ExperimentView.Of(await ReadAsync());

        (view.Verdict, view.Guardrail!.State).ShouldBe(("misleading", "worse_beyond_margin"));
        view.Sentence.ShouldStartWith("Trust is surely worse with hero@9, by more than 3.0 points: ");
        view.Sentence.ShouldContain(" hero@9 gains, which is no win: ");
    }

    [Theory]
    [InlineData("effort", 0.98, "survey_answer", "\"kpi\":\"effort\",")]
    [InlineData("sentiment", 0.5, "sentiment", "")]
    public async Task A_guardrail_knows_which_way_is_worse_and_takes_what_was_read_from_texts(string kpi, double share, string type, string member)
    {
        await DeclareAsync(Draft with { Guardrail = kpi });
        await SendAsync(
            Signals(customers: 4_000, trust: share)
                .Select(line => line.Replace("survey_answer", type, StringComparison.Ordinal).Replace("\"kpi\":\"trust\",", member, StringComparison.Ordinal))
        );

        (await ReadAsync()).Look!.Guardrail!.State.ShouldBe(GuardrailState.WorseBeyondMargin);
    }

    [Theory]
    [InlineData(40, 3.0, "Trust: not enough answers, by customers who gave one. ")]
    [InlineData(1_000, 3.0, "Trust is not shown to be worse by more than 3.0 points, and that is not ruled out either, which is no good news: ")]
    [InlineData(4_000, 20.0, "Trust worse by more than 20.0 points is ruled out: ")]
    public async Task A_guardrail_is_told_as_what_it_shows_and_never_as_fine(int customers, double margin, string told)
    {
        await DeclareAsync(Draft with { Guardrail = "trust", Margin = margin });
        await SendAsync(Signals(customers));

        ExperimentView.Of(await ReadAsync()).Sentence.ShouldContain(told);
    }

    [Fact]
    public async Task Too_few_customers_and_an_experiment_that_has_not_begun_have_no_verdict_and_say_what_is_missing()
    {
        await DeclareAsync(Draft);
        var none = ExperimentView.Of(await ReadAsync());
        await SendAsync(Signals(customers: 20));

        var few = ExperimentView.Of(await ReadAsync());

        (none.Refusal!.Code, none.Looks.Count).ShouldBe(("not_begun", 0));
        none.Sentence.ShouldBe("No verdict: the experiment begins on 2025-05-01, and the last day known of spring is 2025-04-19.");
        (few.Refusal!.Code, few.Verdict, few.Difference).ShouldBe(("too_few_customers", null, null));
        few.Sentence.ShouldContain("are missing");
    }

    [Fact]
    public async Task Money_is_capped_and_read_in_the_currency_of_the_workspace()
    {
        await DeclareAsync(Draft with { Measure = "money" });
        await SendAsync([
            .. Signals(customers: 600),
            Line("big", "conversion", "s1-0", 29, 23, ",\"amount\":\"90000.00\",\"currency\":\"EUR\""),
            Line("chf", "conversion", "s1-1", 29, 23, ",\"amount\":\"10.00\",\"currency\":\"CHF\""),
        ]);

        var view = ExperimentView.Of(await ReadAsync());

        (view.Currency, view.Counts.OrdersWithoutRate).ShouldBe(("EUR", 1));
        view.Cap!.Limit!.Value.ShouldBeInRange(38, 40);
        view.Arms.ShouldAllBe(arm => arm.Mean < 60);
        view.Notes.ShouldContain(note => note.StartsWith("An order above 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Money_of_another_currency_is_read_by_the_rate_of_its_day()
    {
        await DeclareAsync(Draft with { Measure = "money" });
        await engine.Settings.SetKpisAsync("currency: EUR\nkpis:\n  - { kpi: revenue }\n", Ada, expected: null, CancellationToken.None);
        await SendAsync([
            """{"id":"r","type":"rate","occurredAt":"2025-04-30T08:00:00Z","campaign":"exchange-rates","amount":"0.90","currency":"CHF","base":"EUR"}""",
            Line("a1", "impression", "ann", 0, 9, ",\"message\":\"hero@8\""),
            Line("a2", "conversion", "ann", 1, 9, ",\"amount\":\"90.00\",\"currency\":\"CHF\""),
            Line("b1", "impression", "bob", 0, 9, ",\"message\":\"hero@9\""),
            Line("b2", "conversion", "bob", 1, 9, ",\"amount\":\"10.00\",\"currency\":\"EUR\",\"count\":2"),
        ]);

        var reading = await ReadAsync();

        (reading.Currency, reading.Counts.OrdersWithoutRate, reading.Cap.Limit).ShouldBe(("EUR", 0, 100));
        (reading.Look!.Arms.Control.Value, reading.Look.Arms.Treatment.Value).ShouldBe((100, 10));
    }

    private async Task<ExperimentReading> OthersAsync()
    {
        // The same customers without those that the test adds, in a workspace of their own.
        var alone = await workspaces.NewAsync(clock, "UTC");
        await alone.ImportAsync(Signals(customers: 200));
        await alone.CatchUpAsync(progress: null, CancellationToken.None);
        await alone.Experiments.DeclareAsync(Draft, Ada, CancellationToken.None);
        return (await alone.ExperimentReadings.ReadAsync(Draft.Name, Cursors.Now, CancellationToken.None))!;
    }

    private Task<Experiment> DeclareAsync(ExperimentDraft draft) => engine.Experiments.DeclareAsync(draft, Ada, CancellationToken.None);

    private async Task<ExperimentReading> ReadAsync(Cursors? cursors = null) =>
        (await engine.ExperimentReadings.ReadAsync(Draft.Name, cursors ?? Cursors.Now, CancellationToken.None))!;

    private async Task SendAsync(IEnumerable<string> lines)
    {
        clock.Now = After;
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }
}
