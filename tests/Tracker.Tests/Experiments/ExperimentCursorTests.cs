using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Statistics.Experiments;
using static CustomerPerformanceTracker.TestSupport.SampleExperiment;

namespace CustomerPerformanceTracker.Tracker.Tests.Experiments;

/// <summary>What of an experiment is known when, and what an end is worth that was declared too late.</summary>
public sealed class ExperimentCursorTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly DateTimeOffset Before = new(2025, 4, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset After = new(2025, 8, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ExperimentDraft Draft = new("short-mail", Campaign, "message", Control, Treatment, "2025-05-01", Guardrail: "trust");

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
    public async Task An_earlier_known_day_has_what_was_known_then_and_a_seal_gives_the_same_bytes_for_ever()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 600, lift: 1.5));
        var tenth = new Cursors(Known: new DayCursor(First.PlusDays(9), null));
        var (known, whole) = (await ReadAsync(tenth), await ReadAsync());
        var sealedAt = new Cursors(Seal: whole.Seal);
        var bytes = await BytesAsync(sealedAt);

        await SendAsync([
            .. Signals(customers: 100, seed: 2)
                .Select(line => line.Replace("\"campaign\"", "\"receivedAt\":\"2025-06-20T09:00:00Z\",\"campaign\"", StringComparison.Ordinal)),
        ]);
        await engine.Experiments.EndAsync(Draft.Name, Ada, CancellationToken.None);

        var again = await ReadAsync(tenth);
        (again.Last, again.Looks.Count, again.Experiment.Ended).ShouldBe((First.PlusDays(9), 10, null));
        again.Looks.SequenceEqual(known.Looks).ShouldBeTrue();
        again.Looks.SequenceEqual(whole.Looks.Take(10)).ShouldBeTrue();
        (await ReadAsync()).Looks[9].ShouldNotBe(known.Looks[9]);
        (await BytesAsync(sealedAt)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_day_that_had_occurred_by_then_ends_the_looks()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 600));

        var (part, whole) = (await ReadAsync(new Cursors(At: new DayCursor(First.PlusDays(4), null))), await ReadAsync());

        part.Looks.SequenceEqual(whole.Looks.Take(5)).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_acts_of_customers_are_folded_later_than_the_cells_both_are_read_as_of_one_seal()
    {
        await DeclareAsync(Draft);
        await SendAsync(Signals(customers: 100));
        var before = await BytesAsync(Cursors.Now);

        await engine.ImportAsync(Signals(customers: 100, seed: 2));
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);

        (await BytesAsync(Cursors.Now)).ShouldBe(before);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        (await ReadAsync()).Look!.Arms.Customers.ShouldBe(200);
    }

    [Fact]
    public async Task Before_the_seal_of_its_declaration_there_is_no_experiment()
    {
        var experiment = await DeclareAsync(Draft);

        (await engine.ExperimentReadings.ReadAsync(Draft.Name, new Cursors(Seal: new(experiment.Seal.Value - 1)), CancellationToken.None)).ShouldBeNull();
        (await engine.DeclaredExperiments.ListAsync(new Cursors(Seal: new(experiment.Seal.Value - 1)), CancellationToken.None)).ShouldBeEmpty();
        (await engine.ExperimentReadings.ReadAsync("none", Cursors.Now, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_day_is_the_declared_one_or_the_day_of_the_ending_where_that_is_earlier()
    {
        await DeclareAsync(Draft with { End = "2025-05-20" });
        await DeclareAsync(Draft with { Name = "until-its-end", End = "2025-05-20" });
        clock.Now = new(2025, 5, 12, 15, 0, 0, TimeSpan.Zero);
        await engine.Experiments.EndAsync(Draft.Name, new Authorship("bob", "trust fell"), CancellationToken.None);
        await SendAsync(Signals(customers: 600));

        var (reading, other) = (await ReadAsync(), await engine.ExperimentReadings.ReadAsync("until-its-end", Cursors.Now, CancellationToken.None));

        (reading.Last, other!.Last).ShouldBe((new LocalDate(2025, 5, 12), new LocalDate(2025, 5, 20)));
        reading.Looks.SequenceEqual(other.Looks.Take(12)).ShouldBeTrue();
        ExperimentView.Of(reading).Notes.ShouldContain("Ended on 2025-05-12 by bob: trust fell");
    }

    [Fact]
    public async Task A_declared_end_narrows_the_interval_up_to_its_customers_and_not_beyond()
    {
        await DeclareAsync(Draft with { Customers = 500 });
        await SendAsync(Signals(customers: 700));

        var reading = await ReadAsync();

        foreach (var (_, look) in reading.Looks)
            look.Boundary.ShouldBe(look.Arms.Customers <= 500 ? new Boundary.DeclaredEnd(500) : new Boundary.Anytime(500));
        reading.Looks.Select(look => look.Look.Boundary).Distinct().Count().ShouldBe(2);
        ExperimentView.Of(reading).Notes.ShouldContain(note => note.StartsWith("The declared end of 500 customers is over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_that_lay_before_its_declaration_is_refused_and_the_bound_without_an_end_holds()
    {
        await SendAsync(Signals(customers: 700));
        await DeclareAsync(Draft with { Customers = 500 });

        var view = ExperimentView.Of(await ReadAsync());

        (view.Before.Days, view.Before.EndReached, view.Before.Customers).ShouldBe((30, true, 700));
        view.Looks.ShouldAllBe(look => look.Bound == "anytime");
        view.Notes[0]
            .ShouldStartWith(
                "Declared on 2025-08-01, after its first day 2025-05-01: 30 of its 30 days with data stood already then, with 700 customers in the arms."
            );
        view.Notes[1].ShouldContain("its narrower bound is refused");
    }

    [Fact]
    public async Task A_declaration_within_the_experiment_says_how_many_days_stood_and_keeps_an_end_that_still_lay_ahead()
    {
        clock.Now = new(2025, 5, 6, 9, 0, 0, TimeSpan.Zero);
        await DeclareAsync(Draft with { Customers = 500 });
        await SendAsync(Signals(customers: 700));

        var reading = await ReadAsync();

        (reading.Before.Days, reading.Before.IsEndReached).ShouldBe((5, false));
        reading.Before.Customers.ShouldBe(reading.Looks[4].Look.Arms.Customers);
        reading.Looks[0].Look.Boundary.ShouldBe(new Boundary.DeclaredEnd(500));
    }

    private Task<Experiment> DeclareAsync(ExperimentDraft draft) => engine.Experiments.DeclareAsync(draft, Ada, CancellationToken.None);

    private async Task<ExperimentReading> ReadAsync(Cursors? cursors = null) =>
        (await engine.ExperimentReadings.ReadAsync(Draft.Name, cursors ?? Cursors.Now, CancellationToken.None))!;

    private async Task<string> BytesAsync(Cursors cursors) => Served.Text(ExperimentView.Of(await ReadAsync(cursors)));

    private async Task SendAsync(IEnumerable<string> lines)
    {
        clock.Now = After;
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }
}
