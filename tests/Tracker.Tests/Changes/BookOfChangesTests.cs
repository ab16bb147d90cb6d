using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Tracker.Tests.Changes;

/// <summary>What the book of changes takes and refuses, and what of it is known when.</summary>
public sealed class BookOfChangesTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly ChangeDraft Price = new("price", "beans cost more", "2025-06-10", "2025-06-20", "spring", [new("channel", "email")], "T-17");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_change_is_read_back_as_it_was_told_with_who_recorded_it_and_when()
    {
        var added = await engine.Changes.AddAsync(Price, Ada, CancellationToken.None);

        var change = (await ListAsync()).ShouldHaveSingleItem();

        (change.Id, change.Kind, change.What, change.Campaign, change.Ref, change.Actor).ShouldBe(
            (added.Id, "price", "beans cost more", "spring", "T-17", "ada")
        );
        (change.At.Day, change.LastDay, change.RecordedOn, change.IsRecordedLate).ShouldBe((Day(6, 10), Day(6, 20), Day(8, 1), true));
        change.Scope.ShouldBe([new("channel", "email")]);
        change.Covers.ShouldBe("campaign spring, channel email");
    }

    [Theory]
    [InlineData("prise", "x", "2025-06-10", null, null, "/kind", "Did you mean 'price'?")]
    [InlineData("price", "x", "10.6.2025", null, null, "/at", "neither a date nor an instant")]
    [InlineData("price", "x", "2025-06-10T09:00:00", null, null, "/at", "with its offset")]
    [InlineData("price", "x", "2025-06-10", "2025-06-09", null, "/until", "not before its begin")]
    [InlineData("price", " ", "2025-06-10", null, null, "/what", "is empty")]
    [InlineData("price", "two\nlines", "2025-06-10", null, null, "/what", "on one line")]
    [InlineData("price", "x", "2025-06-10", null, "chanel", null, "Did you mean 'channel'?")]
    public async Task A_change_that_breaks_a_rule_is_refused_with_place_and_remedy(
        string kind,
        string what,
        string at,
        string? until,
        string? dimension,
        string? place,
        string told
    )
    {
        var draft = new ChangeDraft(kind, what, at, until, Scope: dimension is null ? null : [new(dimension, "email")]);

        var refused = await Should.ThrowAsync<RefusedException>(() => engine.Changes.AddAsync(draft, Ada, CancellationToken.None));

        refused.Place.ShouldBe(place);
        refused.Message.ShouldContain(told);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_names_a_customer_is_refused_in_its_words_and_in_its_reference()
    {
        var words = Price with { What = "wrote to ann@example.org" };
        var reference = Price with { Ref = "mail of ann@example.org" };

        await Should.ThrowAsync<NamesCustomerException>(() => engine.Changes.AddAsync(words, Ada, CancellationToken.None));
        await Should.ThrowAsync<NamesCustomerException>(() => engine.Changes.AddAsync(reference, Ada, CancellationToken.None));

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_recorded_after_a_cursor_is_not_there_and_neither_is_a_withdrawal()
    {
        var first = await engine.Changes.AddAsync(Price, Ada, CancellationToken.None);
        clock.Now = clock.Now.AddDays(3);
        var second = await engine.Changes.AddAsync(Price with { What = "and more" }, Ada, CancellationToken.None);
        clock.Now = clock.Now.AddDays(3);
        await engine.Changes.WithdrawAsync(first.Id, Ada, CancellationToken.None);

        (await ListAsync(new(Seal: first.Seal))).Select(change => change.Id).ShouldBe([first.Id]);
        (await ListAsync(new(Known: new DayCursor(Day(8, 3), null)))).Select(change => change.Id).ShouldBe([first.Id]);
        (await StandingAsync(new(Seal: second.Seal))).Select(change => change.Id).ShouldBe([first.Id, second.Id]);
        (await StandingAsync(new(Known: new DayCursor(Day(8, 6), null)))).Select(change => change.Id).ShouldBe([first.Id, second.Id]);
        (await StandingAsync(Cursors.Now)).Select(change => change.Id).ShouldBe([second.Id]);
        (await StandingAsync(new(At: new DayCursor(Day(6, 9), null)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_withdrawn_once_and_stays_readable_with_who_did_it()
    {
        var change = await engine.Changes.AddAsync(Price, Ada, CancellationToken.None);

        await engine.Changes.WithdrawAsync(change.Id, new Authorship("bob", "put off"), CancellationToken.None);

        var withdrawn = (await ListAsync()).ShouldHaveSingleItem().Withdrawn.ShouldNotBeNull();
        (withdrawn.Actor, withdrawn.Reason).ShouldBe(("bob", "put off"));
        (await Should.ThrowAsync<RefusedException>(() => engine.Changes.WithdrawAsync(change.Id, Ada, CancellationToken.None))).Code.ShouldBe(
            "withdrawn_already"
        );
        await Should.ThrowAsync<NotFoundException>(() => engine.Changes.WithdrawAsync("none", Ada, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_change_twice_is_refused_until_the_first_is_withdrawn()
    {
        var first = await engine.Changes.AddAsync(Price, Ada, CancellationToken.None);

        var refused = await Should.ThrowAsync<RefusedException>(() => engine.Changes.AddAsync(Price, Ada, CancellationToken.None));
        await engine.Changes.WithdrawAsync(first.Id, Ada, CancellationToken.None);
        await engine.Changes.AddAsync(Price, Ada, CancellationToken.None);

        refused.Message.ShouldContain(first.Id);
        (await StandingAsync(Cursors.Now)).ShouldHaveSingleItem().Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task An_import_records_what_is_new_under_one_seal_and_the_same_again_nothing()
    {
        ChangeRow[] rows = [new(2, Price), new(3, new ChangeDraft("stock", "no beans left", "2025-06-11")), new(4, Price)];

        var first = await engine.Changes.ImportAsync(rows, Ada, CancellationToken.None);
        await engine.Changes.WithdrawAsync(first.Recorded[0].Id, Ada, CancellationToken.None);
        var again = await engine.Changes.ImportAsync(rows, Ada, CancellationToken.None);

        (first.Read, first.Recorded.Count, first.Known, first.Recorded.Select(change => change.Seal).Distinct().Count()).ShouldBe((3, 2, 1, 1));
        (again.Recorded.Count, again.Known, again.Withdrawn).ShouldBe((0, 3, 2));
        (await ListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_import_with_rows_at_fault_tells_each_of_them_and_records_nothing()
    {
        ChangeRow[] rows =
        [
            new(2, Price),
            new(3, Price with { Kind = "prise" }),
            new(5, Price with { What = "ann@example.org wrote" }),
            new(6, Price with { Scope = [new("channel", "email"), new("channel", "search")] }),
        ];

        var import = await engine.Changes.ImportAsync(rows, Ada, CancellationToken.None);

        import.Faults.Select(fault => fault.Line).ShouldBe([3, 5, 6]);
        (import.Faults[0].Why, import.Faults[1].Why, import.Faults[2].Why).ShouldSatisfyAllConditions(
            whys => whys.Item1.ShouldContain("Did you mean 'price'?"),
            whys => whys.Item2.ShouldContain("e-mail address"),
            whys => whys.Item3.ShouldContain("two values of channel")
        );
        import.Recorded.ShouldBeEmpty();
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_record_the_same_at_once_leave_one_change()
    {
        ChangeRow[] rows = [new(2, Price), new(3, Price with { What = "and more" })];

        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => engine.Changes.ImportAsync(rows, Ada, CancellationToken.None)));

        imports.Sum(import => import.Recorded.Count).ShouldBe(2);
        (await ListAsync()).Count.ShouldBe(2);
    }

    private static LocalDate Day(int month, int day) => new(2025, month, day);

    private Task<IReadOnlyList<BookedChange>> ListAsync(Cursors? cursors = null) =>
        engine.BookOfChanges.ListAsync(cursors ?? Cursors.Now, CancellationToken.None);

    private Task<IReadOnlyList<BookedChange>> StandingAsync(Cursors cursors) => engine.BookOfChanges.StandingAsync(cursors, CancellationToken.None);
}
