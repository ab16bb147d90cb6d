using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Readings.Experiments;

namespace CustomerPerformanceTracker.Tracker.Tests.Experiments;

/// <summary>What a declaration takes and refuses.</summary>
public sealed class ExperimentStoreTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly ExperimentDraft Draft = new("short-mail", "spring", "message", "hero@8", "hero@9", "2025-05-01");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 4, 20, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(["""{"id":"v","type":"visit","occurredAt":"2025-04-19T08:00:00Z","campaign":"spring","customer":"c-1700"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, ExperimentDraft, string, string?, string> Refused { get; } =
        new()
        {
            { "campaign", Draft with { Campaign = "sprng" }, "unknown_campaign", "/campaign", "Did you mean 'spring'?" },
            { "arms", Draft with { Treatment = " hero@8 " }, "same_arm", "/treatment", "Name two values of message" },
            { "arm", Draft with { Control = " " }, "invalid_arm", "/control", "1 to 200 letters" },
            { "dimension", Draft with { By = "mesage" }, "unknown_dimension", null, "Did you mean 'message'?" },
            { "team", Draft with { By = "team" }, "unknown_dimension", null, "cpt dimensions add" },
            { "end", Draft with { End = "2025-04-30" }, "ends_before", "/end", "Give a later end" },
            { "date", Draft with { From = "1.5.2025" }, "invalid_date", "/from", "as 2025-05-03" },
            { "name", Draft with { Name = "Short mail" }, "invalid_name", "/name", "lower-case letters" },
            { "customers", Draft with { Customers = 59 }, "too_few_customers", "/customers", "Name 60 or more" },
            { "passed", Draft with { From = "2025-04-01", End = "2025-04-19", Customers = 500 }, "end_passed", "/customers", "Leave 'customers' out" },
            { "bounds", Draft with { Customers = 500, Tightest = 500 }, "two_bounds", "/tightest", "Name one of them" },
            { "tightest", Draft with { Tightest = 0 }, "out_of_range", "/tightest", "1 or more" },
            { "split", Draft with { Split = "70" }, "invalid_split", "/split", "50:50 or 9:1" },
            { "measure", Draft with { Measure = "order" }, "unknown_measure", "/measure", "Did you mean 'orders'?" },
            { "guardrail", Draft with { Guardrail = "conversion_rate" }, "no_mean_score", "/guardrail", "trust, satisfaction or effort" },
            { "loyalty", Draft with { Guardrail = "loyalty" }, "no_mean_score", "/guardrail", "mean of scores" },
            { "margin", Draft with { Margin = 2 }, "margin_of_nothing", "/margin", "Name its question" },
            { "wide", Draft with { Guardrail = "trust", Margin = 101 }, "out_of_range", "/margin", "between 0 and 100" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_draft_that_breaks_a_rule_is_refused_with_place_and_remedy(string what, ExperimentDraft draft, string code, string? place, string told)
    {
        var refused = await Should.ThrowAsync<RefusedException>(() => DeclareAsync(draft), what);

        (refused.Code, refused.Place).ShouldBe((code, place));
        refused.Message.ShouldContain(told);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_declaration_is_read_back_as_it_was_told_and_its_name_is_taken_for_ever()
    {
        var draft = Draft with { End = "2025-06-30", Customers = 4_000, Split = "80:20", Measure = "money", Guardrail = "effort", Margin = 2.5 };
        await DeclareAsync(draft);
        await engine.Experiments.EndAsync(draft.Name, Ada, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => DeclareAsync(draft with { End = "2025-07-31" }));

        refused.Code.ShouldBe("name_taken");
        var experiment = (await ListAsync()).ShouldHaveSingleItem();
        (experiment.LastDay, experiment.Customers, experiment.ControlShare, experiment.Measure).ShouldBe(
            (new LocalDate(2025, 6, 30), 4_000L, 0.8, ExperimentMeasure.Money)
        );
        (experiment.Guardrail!.Kpi, experiment.Guardrail.Margin, experiment.DeclaredOn).ShouldBe((Kpi.Effort, 2.5, new LocalDate(2025, 4, 20)));
    }

    [Fact]
    public async Task An_experiment_is_ended_once_and_one_that_is_not_there_is_not_found()
    {
        await DeclareAsync(Draft);

        var ended = (await engine.Experiments.EndAsync(Draft.Name, new Authorship("bob", "trust fell"), CancellationToken.None)).Ended!;

        (ended.Actor, ended.Reason, ended.On).ShouldBe(("bob", "trust fell", new LocalDate(2025, 4, 20)));
        var refused = await Should.ThrowAsync<RefusedException>(() => engine.Experiments.EndAsync(Draft.Name, Ada, CancellationToken.None));
        (refused.Code, refused.Message.Contains("bob", StringComparison.Ordinal)).ShouldBe(("ended_already", true));
        await Should.ThrowAsync<NotFoundException>(() => engine.Experiments.EndAsync("none", Ada, CancellationToken.None));
    }

    [Fact]
    public async Task Two_who_declare_one_name_at_once_leave_one_declaration()
    {
        string[] measures = ["orders", "buyers", "money", "orders"];
        var tries = measures.Select(async measure =>
        {
            try
            {
                return await DeclareAsync(Draft with { Measure = measure });
            }
            catch (RefusedException)
            {
                return null;
            }
        });

        var made = (await Task.WhenAll(tries)).OfType<Experiment>().ShouldHaveSingleItem();

        (await ListAsync()).ShouldHaveSingleItem().ShouldBe(made);
    }

    [Fact]
    public async Task Before_anything_is_folded_of_customers_an_experiment_has_not_begun()
    {
        var fresh = await workspaces.NewAsync(clock);
        await fresh.ImportAsync(["""{"id":"v","type":"visit","occurredAt":"2025-05-02T08:00:00Z","campaign":"spring","customer":"ann","message":"hero@8"}"""]);
        await fresh.Projector.CatchUpAsync(fresh.CellFold, progress: null, CancellationToken.None);
        await fresh.Experiments.DeclareAsync(Draft, Ada, CancellationToken.None);

        var reading = (await fresh.ExperimentReadings.ReadAsync(Draft.Name, Cursors.Now, CancellationToken.None))!;

        (reading.Seal, reading.Refusal).ShouldBe((SealNumber.None, ExperimentReading.NotBegun));
    }

    [Fact]
    public async Task A_name_that_is_a_customer_s_id_is_refused() =>
        await Should.ThrowAsync<NamesCustomerException>(() => DeclareAsync(Draft with { Name = "c-1700" }));

    [Fact]
    public async Task Arms_are_values_of_an_own_dimension_too()
    {
        await engine.Settings.SetDimensionsAsync(engine.Dimensions, "dimensions: [ { name: plan } ]", Ada, expected: null, CancellationToken.None);
        await DeclareAsync(Draft with { By = "plan", Control = "paid", Treatment = "trial", From = "2025-04-01" });
        await engine.ImportAsync([
            """{"id":"a","type":"visit","occurredAt":"2025-04-10T08:00:00Z","campaign":"spring","customer":"ann","plan":"paid"}""",
            """{"id":"b","type":"visit","occurredAt":"2025-04-10T08:00:00Z","campaign":"spring","customer":"bob","plan":"trial"}""",
            """{"id":"c","type":"visit","occurredAt":"2025-04-10T08:00:00Z","campaign":"spring","plan":"trial","count":5}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await engine.ExperimentReadings.ReadAsync(Draft.Name, Cursors.Now, CancellationToken.None))!;

        (reading.Look!.Arms.Control.Customers, reading.Look.Arms.Treatment.Customers).ShouldBe((1, 1));
        (reading.Counts.ActsWithoutCustomer, reading.Counts.WithoutArm).ShouldBe((5, 1));
    }

    private Task<Experiment> DeclareAsync(ExperimentDraft draft) => engine.Experiments.DeclareAsync(draft, Ada, CancellationToken.None);

    private Task<IReadOnlyList<Experiment>> ListAsync() => engine.DeclaredExperiments.ListAsync(Cursors.Now, CancellationToken.None);
}
