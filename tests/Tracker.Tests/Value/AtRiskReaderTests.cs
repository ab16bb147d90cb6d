using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Tracker.Tests.Value;

public sealed class AtRiskReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(SampleShop.Signals(customers: 1_200));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_first_of_the_list_feel_worse_in_truth_and_buy_as_before()
    {
        var reading = (await ReadAsync())!;

        var first = reading.Customers.Take(20).ToArray();
        first.Count(one => SampleShop.FeelsWorse(one.Id!)).ShouldBeGreaterThanOrEqualTo(17);
        first.ShouldAllBe(one => one.IsSmiling && one.Alive >= 0.5 && one.FeltWorse >= 0.5);
        first.ShouldAllBe(one => one.Signs.Count > 0 && one.Leaves != null);
        reading.Customers.Select(one => (one.IsSmiling, one.AtStake)).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task The_share_that_feels_worse_is_about_the_true_one()
    {
        var reading = (await ReadAsync(most: 2_000))!;

        var truth = reading.Customers.Count(one => SampleShop.FeelsWorse(one.Id!)) / (double)reading.Customers.Count;
        reading.Customers.Average(one => one.FeltWorse!.Value).ShouldBe(truth, 0.06);
    }

    [Fact]
    public async Task Who_cancelled_has_left_and_is_not_in_the_list()
    {
        var first = (await ReadAsync())!.Customers[0];
        await engine.ImportAsync([
            $$"""{"id":"x","type":"churn","occurredAt":"{{SampleShop.Last.PlusDays(1):yyyy-MM-dd}}T08:00:00Z","campaign":"shop","customer":"{{first.Id}}"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync(most: 2_000))!;

        reading.Left.ShouldBe(1);
        reading.Customers.ShouldNotContain(one => one.Number == first.Number);
    }

    [Fact]
    public async Task A_list_at_a_seal_is_the_same_again()
    {
        var before = (await ReadAsync())!;
        await engine.ImportAsync([.. SampleShop.Signals(200, seed: 3).Select(line => line.Replace("\"id\":\"", "\"id\":\"later-", StringComparison.Ordinal))]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var again = (await engine.AtRisk.ReadAsync(Question(20) with { Cursors = new Cursors(Seal: before.Seal) }, CancellationToken.None))!;

        again.Customers.Select(one => (one.Number, one.AtStake)).ShouldBe(before.Customers.Select(one => (one.Number, one.AtStake)));
    }

    [Fact]
    public async Task Without_answers_the_list_says_that_it_rests_on_who_may_leave()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync([.. SampleShop.Signals(600).Where(line => !line.Contains("survey_answer", StringComparison.Ordinal))]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync())!;

        reading.FeelingsRefused.ShouldBe("0 customers answered a question; 40 are needed, 40 are missing.");
        reading.Customers.ShouldAllBe(one => one.FeltWorse == null && !one.IsSmiling && one.Signs.Count == 0);
        reading.Customers[0].AtStake.ShouldBe(reading.Customers[0].Expected!.Value * reading.Customers[0].Leaves!.Value, 1e-9);
    }

    [Fact]
    public async Task Too_few_customers_are_refused_with_the_number_that_is_missing()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(SampleShop.Signals(5));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync());

        refused.Message.ShouldContain("20 are needed");
    }

    [Fact]
    public async Task A_statement_against_trust_is_read_from_its_other_end_and_each_answer_once()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync([.. SampleShop.Signals(customers: 1_200).Select(Doubtful)]);
        await engine.Settings.SetInstrumentsAsync(
            "instruments: [ { kpi: trust, kind: likert, items: [ { question: doubtful, scale: [0, 10], reversed: true } ] } ]",
            new Authorship("ada", "as agreed"),
            expected: null,
            CancellationToken.None
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = (await ReadAsync())!;

        reading.Customers.Count(one => SampleShop.FeelsWorse(one.Id!)).ShouldBeGreaterThanOrEqualTo(17);
        reading.Customers.SelectMany(one => one.Signs).Select(sign => sign.What).Distinct().ShouldBe(["trust", "refund"], ignoreOrder: true);
        (await engine.Prices.ReadAsync(new PriceQuestion("shop"), CancellationToken.None))!.Kpi.ShouldBe("trust");
        (await engine.Prices.ReadAsync(new PriceQuestion("shop", "doubtful"), CancellationToken.None))!.Answers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_list_is_kept_while_nothing_it_rests_on_changes_and_answers_while_the_next_is_made()
    {
        var first = (await ReadAsync())!;
        await engine.Journal.AppendAsync(
            [new StreamAppend("decisions/other", ExpectedVersion.Any, [SettingForms.Stored.Event("noted", new StoredDocument("nothing of customers"))])],
            new Authorship("ada", "to be told"),
            CancellationToken.None
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        (await ReadAsync(most: 3))!.Study.ShouldBeSameAs(first.Study);

        engine.AtRisk.Patience = TimeSpan.Zero;
        await engine.ImportAsync([.. SampleShop.Signals(200, seed: 3).Select(line => line.Replace("\"id\":\"", "\"id\":\"later-", StringComparison.Ordinal))]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var meanwhile = (await ReadAsync())!;

        (meanwhile.Seal, meanwhile.Next).ShouldBe((first.Seal, first.Seal + 2));
        meanwhile.Study.ShouldBeSameAs(first.Study);
        engine.AtRisk.Patience = TimeSpan.FromMinutes(5);
        var next = (await ReadAsync())!;
        (next.Seal, next.Next).ShouldBe((first.Seal + 2, null));
    }

    // How much somebody doubts, of 10: the opposite of how much they would recommend.
    private static string Doubtful(string line) =>
        JsonNode.Parse(line)!.AsObject() is var signal && signal["kpi"] is null
            ? line
            : new JsonObject(signal.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
            {
                ["kpi"] = "doubtful",
                ["score"] = 10 - signal["score"]!.GetValue<int>(),
            }.ToJsonString();

    private Task<AtRiskReading?> ReadAsync(int most = 20) => engine.AtRisk.ReadAsync(Question(most), CancellationToken.None);

    private static AtRiskQuestion Question(int most) => new(HorizonDays: 30, Most: most);
}
