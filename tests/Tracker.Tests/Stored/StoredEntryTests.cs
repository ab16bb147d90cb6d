using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Tracker.Tests.Adjustments;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Tracker.Tests.Stored;

/// <summary>Entries as they come into the journal through the doors that people and the engine use.</summary>
public sealed partial class StoredEntryTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Ada = new("ada", "as agreed");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, 123, 456, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Settings_are_stored_as_ever()
    {
        await engine.Settings.SetKpisAsync("kpis:\n  - { kpi: trust, target: 70 }\n", Ada, expected: null, CancellationToken.None);
        await engine.Settings.SetJourneyAsync(
            "journey: [ { touchpoint: \"caf\u00e9\", stage: purchase, team: Payments } ]",
            Ada,
            expected: null,
            CancellationToken.None
        );
        await engine.Settings.SetSegmentAsync(SegmentMapping.DefaultYaml, Ada, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Ada, expected: null, CancellationToken.None);

        await engine.Settings.SetDimensionsAsync(engine.Dimensions, "dimensions: [ { name: agent, type: text } ]", Ada, expected: null, CancellationToken.None);

        await engine.Settings.SetInstrumentsAsync(
            "instruments: [ { kpi: ease, kind: ces, definition: ease, scale: [1, 7] } ]",
            Ada,
            expected: null,
            CancellationToken.None
        );

        await PinAsync("kpi_stack_set", "journey_set", "segment_mapping_set", "policy_set", "dimensions_set", "instruments_set");
    }

    [Fact]
    public async Task Links_of_customers_are_stored_as_ever()
    {
        const string Visit = """{"id":"%","type":"visit","occurredAt":"2025-01-01T08:00:00Z","campaign":"spring","customer":"%"}""";
        await engine.ImportAsync([Visit.Replace("%", "ann", StringComparison.Ordinal), Visit.Replace("%", "bob", StringComparison.Ordinal)]);

        var link = await engine.Links.LinkAsync("bob", "ann", Ada, CancellationToken.None);
        await engine.Links.UnlinkAsync("ann", "bob", Ada, CancellationToken.None);

        var entries = await EntriesAsync();
        entries.Select(entry => entry.Type).ShouldBe(["customer_linked", "customer_unlinked"]);
        foreach (var entry in entries)
            StoredBytes.Pin(
                entry.Type,
                JsonElement.Parse(
                    entry.Data.GetRawText().Replace($"{link.One}", "1", StringComparison.Ordinal).Replace($"{link.Other}", "2", StringComparison.Ordinal)
                )
            );
    }

    [Fact]
    public async Task Models_of_customers_and_lists_that_were_taken_are_stored_as_ever()
    {
        await engine.ImportAsync(SampleShop.Signals(customers: 300));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var value = await engine.Values.ReadAsync(new ValueQuestion(HorizonDays: 30), CancellationToken.None);
        var risk = await engine.AtRisk.ReadAsync(new AtRiskQuestion(HorizonDays: 30), CancellationToken.None);

        await engine.Fits.KeepAsync(value!, Ada, CancellationToken.None);
        await engine.Fits.ListedAsync(risk!, "00ff", Ada, CancellationToken.None);

        // Parameters are sums of many logarithms, whose last digits are the machine's: the form is pinned, and not these numbers.
        foreach (var entry in await EntriesAsync())
            StoredBytes.Pin(entry.Type, JsonElement.Parse(Figures().Replace(entry.Data.GetRawText(), "0.5")));
    }

    [Fact]
    public async Task Readings_of_voices_are_stored_as_ever()
    {
        await engine.ImportAsync([Voices.Written.Answer("a", "I cannot cancel", more: "\"channel\":\"email\",")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var question = new VoiceQuestion("spring", new(2025, 5, 1), new(2025, 5, 31), new Cursors(Known: new DayCursor(new(2025, 6, 30), null)))
        {
            Only = [new(Dimension.Channel, "email")],
            Search = "cancel",
            Seed = 7,
        };

        await engine.Voices.ReadAsync(question, Ada, CancellationToken.None);

        await PinAsync("voices_read");
    }

    [Fact]
    public async Task The_book_of_changes_is_stored_as_ever()
    {
        KeyValuePair<string, string>[] scope = [new("segment", "new"), new("channel", "email")];
        var draft = new ChangeDraft("price", "beans cost more", "2025-06-10T09:30:00.5+02:00", "2025-06-20", "spring", scope, "https://example.org/a");
        var whole = await engine.Changes.AddAsync(draft, Ada, CancellationToken.None);
        var bare = await engine.Changes.AddAsync(new ChangeDraft("press", "a paper wrote of us", "2025-06-12"), Ada, CancellationToken.None);
        await engine.Changes.WithdrawAsync(bare.Id, Ada, CancellationToken.None);

        var entries = await EntriesAsync();
        Pin(entries[0], "whole", (whole.Id, "CHANGE"));
        Pin(entries[1], "bare", (bare.Id, "CHANGE"));
        Pin(entries[2], null, (bare.Id, "CHANGE"));
        entries.Select(entry => entry.Type).ShouldBe(["change_recorded", "change_recorded", "change_withdrawn"]);
    }

    [Fact]
    public async Task Experiments_are_stored_as_ever()
    {
        await engine.ImportAsync(["""{"id":"v","type":"visit","occurredAt":"2025-07-01T08:00:00Z","campaign":"spring"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var bare = new ExperimentDraft("short-mail", "spring", "message", "hero@8", "hero@9", "2025-08-02");
        var whole = bare with
        {
            Name = "free-trial",
            By = "channel",
            Control = "caf\u00e9",
            Treatment = "e-mail",
            End = "2025-09-30",
            Customers = 4_000,
            Split = "80:20",
            Measure = "money",
            Guardrail = "perceived_value",
            Margin = 2.5,
        };

        await engine.Experiments.DeclareAsync(bare, Ada, CancellationToken.None);
        await engine.Experiments.DeclareAsync(whole, Ada, CancellationToken.None);
        await engine.Experiments.EndAsync(bare.Name, Ada, CancellationToken.None);

        var entries = await EntriesAsync();
        Pin(entries[0], "bare");
        Pin(entries[1], "whole");
        Pin(entries[2]);
        entries.Select(entry => entry.Type).ShouldBe(["experiment_declared", "experiment_declared", "experiment_ended"]);
        entries[0].Stream.ShouldBe("experiment-short-mail");
    }

    [Fact]
    public async Task Silences_are_stored_as_ever()
    {
        var now = Instant.FromDateTimeOffset(clock.Now);
        var set = await engine.Silences.SetAsync(
            new AlertMatcher(["trust"], ["spring"], ["silence"], ["critical"]),
            now,
            now + Duration.FromHours(1),
            Ada,
            CancellationToken.None
        );
        await engine.Silences.EndAsync(set.Id, Ada, CancellationToken.None);

        await PinAsync("silence_set", "silence_ended");
    }

    [Fact]
    public async Task Keys_and_refusals_are_stored_as_ever()
    {
        var keys = new KeyStore(workspaces.Database, clock);
        var (made, _) = await keys.CreateAsync(
            engine,
            [KeyScope.Read, KeyScope.Approve],
            "grace",
            "for the <pages>",
            Instant.FromDateTimeOffset(clock.Now.AddDays(30)),
            Ada,
            CancellationToken.None
        );
        var (lasting, _) = await keys.CreateAsync(engine, [KeyScope.Ingest], "shop", "", expiresAt: null, Ada, CancellationToken.None);
        await keys.RevokeAsync(engine, made.Id, Ada, CancellationToken.None);
        var access = new AccessLog(engine.Journal, clock);
        access.Add(new Refusal("0a0b0c0d0e0f", "grace", "POST", "/v1/signals", "forbidden"));
        await access.WriteAsync(all: true, CancellationToken.None);

        var entries = await EntriesAsync();
        Pin(entries[0], "expiring", (made.Id, "KEY"));
        Pin(entries[1], "lasting", (lasting.Id, "KEY"));
        Pin(entries[2], null, (made.Id, "KEY"));
        Pin(entries[3]);
        entries.Select(entry => entry.Type).ShouldBe(["key_created", "key_created", "key_revoked", "access_refused"]);
    }

    [Fact]
    public async Task Shared_readings_are_stored_as_ever()
    {
        var shares = new ShareStore(workspaces.Database, clock);
        var cursors = new Cursors(new DayCursor(new(2025, 5, 18), null), new DayCursor(new(2025, 6, 30), null), new SealNumber(3));
        SharedReading[] readings =
        [
            new SharedReading.Review("spring", new(2025, 5, 1), new(2025, 5, 31), cursors with { At = null }),
            new SharedReading.Digest(new SealNumber(1), new SealNumber(3)),
            new SharedReading.Trend("spring", "trust", "channel=email", new(2025, 5, 1), null, cursors),
        ];
        var made = new List<Share>();
        foreach (var reading in readings)
            made.Add((await shares.MakeAsync(engine, reading, "the board", 30, Ada, CancellationToken.None)).Share);
        await shares.RevokeAsync(engine, made[0].Id, Ada, CancellationToken.None);

        var entries = await EntriesAsync();
        foreach (var (entry, share) in entries.Zip(made))
            Pin(entry, share.Reading.Kind);
        Pin(entries[3], null, (made[0].Id, "SHARE"));
        entries.Select(entry => entry.Type).ShouldBe(["reading_shared", "reading_shared", "reading_shared", "share_revoked"]);
        (await ShareStore.ListAsync(engine, CancellationToken.None)).ShouldBe([
            made[0] with
            {
                RevokedAt = Instant.FromDateTimeOffset(clock.GetUtcNow()),
            },
            made[1],
            made[2],
        ]);
    }

    [Fact]
    public async Task Grants_to_groups_are_stored_as_ever()
    {
        var groups = new GroupStore(workspaces.Database, clock);
        await groups.GrantAsync(engine, "/staff/analysts & <co>", [KeyScope.Read, KeyScope.Operate], Ada, CancellationToken.None);
        await groups.RevokeAsync(engine, "/staff/analysts & <co>", Ada, CancellationToken.None);

        await PinAsync("group_granted", "group_revoked");
    }

    [Fact]
    public async Task Imports_are_stored_as_ever()
    {
        const string Map = """
            format: csv
            time: { value: "{day}", pattern: yyyy-MM-dd, zone: UTC }
            currency: EUR
            signals:
              - { id: "{day}-{row}-v", type: visit, campaign: "{campaign}", count: "{visits}", when: "{visits} > 0" }
              - { id: "{day}-{row}-c", type: conversion, campaign: "{campaign}", amount: "{paid}" }
              - { id: "{day}-{row}-t", type: survey_answer, campaign: "{campaign}", kpi: trust, score: "{trust}", scale: [1, 5] }
            """;
        const string Rows =
            "day,row,campaign,visits,paid,trust\n2025-03-01,1,spring,10,12.50,4\n2025-03-02,2,summer,0,1,5\n2025-03-02,2,summer,0,1,5\n2025-03-03,3,spring,5,,9\nnever,4,spring,5,1,1\n";

        await ImportAsync("data/week.csv", new IntakeOptions { Mapping = Mapping.Parse(Map), History = true }, Rows);
        await ImportAsync("native.ndjson", IntakeOptions.Native, """{"id":"a","type":"visit","campaign":"spring","occurredAt":"2025-03-01T12:00:00Z"}""");

        var entries = await EntriesAsync();
        Pin(entries[0], "mapped");
        Pin(entries[1], "native");
        entries.Select(entry => entry.Type).ShouldBe(["import_recorded", "import_recorded"]);
    }

    [Fact]
    public async Task Erasure_is_stored_as_ever()
    {
        await engine.ImportAsync(["""{"id":"a","type":"visit","campaign":"spring","customer":"c-17","occurredAt":"2025-03-01T12:00:00Z"}"""], history: false);
        var folder = Directory.CreateTempSubdirectory();
        await engine.ErasureUnder(folder.FullName).EraseAsync("c-17", Ada, CancellationToken.None);

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        entry.Type.ShouldBe("customer_erased");
        Pin(entry, shape: null, (entry.Data.GetProperty("customer").GetRawText(), "1"));
    }

    /// <summary>Whatever a change leads to: the message versions, the level it reached, and the review that holds it.</summary>
    [Fact]
    public async Task What_follows_from_a_change_is_stored_as_ever()
    {
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Ada, expected: null, CancellationToken.None);
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var draft = new ProposalDraft(
            "spring",
            "messaging",
            "dearer",
            "hero@8",
            "hero@9",
            "people will bear it",
            "trust",
            -10,
            new SuccessRule(5, 56, 28, "conversion_rate", 0.1),
            []
        );
        var proposed = await engine.Adjustments.ProposeAsync(draft, Ada, CancellationToken.None);
        await engine.Adjustments.ApproveAsync(
            proposed.Id,
            expected: new StreamVersion(1),
            key: null,
            new Authorship("grace", "let us see"),
            CancellationToken.None
        );
        await engine.Adjustments.ApplyAsync(
            proposed.Id,
            ThreeCampaigns.Changed.AtMidnight().InUtc().ToInstant(),
            expected: new StreamVersion(2),
            Ada,
            CancellationToken.None
        );
        (await engine.Adjustments.MeasureAsync(proposed.Id, expected: null, Ada, CancellationToken.None)).State.ShouldBe("kept");
        await engine.Levels.AcceptAsync(
            "summer",
            "trust",
            new DayCursor(ThreeCampaigns.First.PlusDays(ThreeCampaigns.Days - 1), null),
            Ada,
            CancellationToken.None
        );
        var last = ThreeCampaigns.First.PlusDays(ThreeCampaigns.Days - 1);
        var review = await engine.Reviews.ReadAsync("spring", last.PlusDays(-29), last, Cursors.Now, CancellationToken.None);
        await engine.Reviews.KeepAsync(review!, Ada, CancellationToken.None);

        var entries = (await EntriesAsync()).Where(entry => entry.Type != "policy_set").ToArray();
        foreach (var entry in entries)
            Pin(
                entry,
                entry.Type is "review_written" ? null
                    : entry.Type == "level_accepted" && entry.Data.GetProperty("adjustment").ValueKind == JsonValueKind.Null ? "by-hand"
                    : "seen",
                (proposed.Id, "ADJUSTMENT")
            );
        entries
            .Select(entry => entry.Type)
            .ShouldBe([
                "alert_raised",
                "adjustment_proposed",
                "adjustment_approved",
                "adjustment_applied",
                "message_published",
                "adjustment_measured",
                "adjustment_kept",
                "level_accepted",
                "level_accepted",
                "review_written",
            ]);
    }

    private async Task ImportAsync(string name, IntakeOptions options, string rows)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        var summary = await new Import(engine.Log.AppendAsync, (_, _) => ValueTask.CompletedTask, TimeProvider.System).RunAsync(
            source,
            options,
            progress: null,
            CancellationToken.None
        );
        await engine.Imports.RecordAsync(name, options, summary, Ada, CancellationToken.None);
    }

    private async Task PinAsync(params string[] types)
    {
        var entries = await EntriesAsync();
        foreach (var entry in entries)
            Pin(entry);
        entries.Select(entry => entry.Type).ShouldBe(types);
    }

    private Task<IReadOnlyList<JournalEntry>> EntriesAsync() => engine.Journal.ReadAsync("", CancellationToken.None);

    /// <param name="name">An id that chance gave, with what stands for it in the golden file.</param>
    private static void Pin(JournalEntry entry, string? shape = null, (string Id, string Name)? name = null, [CallerFilePath] string test = "") =>
        StoredBytes.Pin(
            entry.Type,
            name is { } known ? JsonElement.Parse(entry.Data.GetRawText().Replace(known.Id, known.Name, StringComparison.Ordinal)) : entry.Data,
            shape,
            test
        );

    [System.Text.RegularExpressions.GeneratedRegex(
        @"-?[0-9]+\.[0-9]+(E[-+]?[0-9]+)?",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial System.Text.RegularExpressions.Regex Figures();
}
