namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>The journal is for ever, so what people write in it names no customer; who acts is named.</summary>
public sealed class NamedCustomerTests : IAsyncLifetime
{
    private Space space = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        string[] ids = ["Cust-00417", "ada/böhm 17", "lovelace", "41773001", "2025-05-03T12:00:00Z", "c-17", "#vip-7#"];
        await space.AppendAsync([.. ids.Select((id, i) => Make.Click($"s{i}") with { Customer = id })]);
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Theory]
    [InlineData("Cust-00417 asked for it", 0, "Cust-00417")]
    [InlineData("asked for by (cust-00417).", 14, "cust-00417")]
    [InlineData("see https://crm.example/CUST-00417/orders", 24, "CUST-00417")]
    [InlineData("what ada/böhm 17 said", 5, "ada/böhm 17")]
    [InlineData("call Lovelace!", 5, "Lovelace")]
    [InlineData("of #vip-7#, urgent", 3, "#vip-7#")]
    [InlineData("ask ada.byron+x@mail.example.org, please", 4, "ada.byron+x@mail.example.org")]
    [InlineData("mailto:Ä@bücher.example", 7, "Ä@bücher.example")]
    public async Task A_text_that_names_a_customer_is_refused_with_its_place_and_nothing_is_recorded(string text, int offset, string word)
    {
        var refusedReason = await Should.ThrowAsync<NamesCustomerException>(() => AppendAsync(Make.Event(), text));
        var refusedText = await Should.ThrowAsync<NamesCustomerException>(() => AppendAsync(Event("alert_commented", "text", text), "a comment"));

        (refusedReason.Naming.Field, refusedReason.Naming.Offset, refusedReason.Naming.Word).ShouldBe(("reason", offset, word));
        (refusedText.Naming.Field, refusedText.Naming.Offset, refusedText.Naming.Word).ShouldBe(("text", offset, word));
        refusedText.Message.ShouldStartWith($"text, character {offset + 1}: '{word}' is ");
        refusedText.Message.ShouldContain(refusedText.Naming.Customer is { } number ? $"Write customer {number}" : "Leave it out");
        (await space.HeadAsync()).Journal.ShouldBe(new Position(0));
    }

    [Theory]
    [InlineData("order 41773001 of 2025-05-03T12:00:00Z")]
    [InlineData("c-17 and c-18 are segments")]
    [InlineData("hero@8 replaces hero@7.2, 25 @ 3.50 each")]
    [InlineData("Cust-004170, precust-00417x, customer 1, love lace")]
    [InlineData("the böhm family")]
    public async Task Numbers_dates_short_ids_and_what_only_looks_alike_are_taken(string text)
    {
        await AppendAsync(Event("alert_commented", "text", text), text);

        (await space.HeadAsync()).Journal.ShouldBe(new Position(1));
    }

    [Theory]
    [InlineData("what")]
    [InlineData("hypothesis")]
    [InlineData("lever")]
    [InlineData("label")]
    [InlineData("yaml")]
    public async Task Every_text_that_a_person_writes_is_looked_through(string field)
    {
        (await Should.ThrowAsync<NamesCustomerException>(() => AppendAsync(Event("something", field, "because of Cust-00417"), "why"))).Naming.Field.ShouldBe(
            field
        );
    }

    [Fact]
    public async Task Staff_is_named_and_what_the_product_found_is_recorded_whatever_it_is_called()
    {
        await space.Journal.AppendAsync(
            [To(Event("alert_assigned", "to", "ada@example.org"))],
            new Authorship("grace@example.org", "hers"),
            CancellationToken.None
        );
        await space.Journal.AppendAsync(
            [To(Event("alert_raised", "text", "in segment lovelace"))],
            new Authorship("watch", "550 no ada@example.org here") { IsFinding = true },
            CancellationToken.None
        );

        (await space.HeadAsync()).Journal.ShouldBe(new Position(2));
    }

    [Fact]
    public async Task Who_was_erased_is_not_named_either_nor_in_the_reason_of_another_erasure()
    {
        var journal = new JournalStreams(space.Database, space.Workspace, space.Clock, new ErasureList(space.Data));
        await space.Erasure.EraseAsync("Cust-00417", Space.Somebody, CancellationToken.None);

        var refused = await Should.ThrowAsync<NamesCustomerException>(() =>
            journal.AppendAsync([To(Make.Event())], new Authorship("ada", "after Cust-00417"), CancellationToken.None)
        );
        await Should.ThrowAsync<NamesCustomerException>(() => space.Erasure.EraseAsync("c-17", new Authorship("ada", "like lovelace"), CancellationToken.None));

        (refused.Naming.IsErased, refused.Naming.Customer).ShouldBe((true, null));
        (await space.OneAsync<long>("select count(*) from log.customer where external_id = 'c-17'")).ShouldBe(1);
        (await new ErasureList(space.Data).ReadAsync(space.Workspace, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_erasure_tells_of_near_twins_and_of_where_else_the_id_stands()
    {
        await AppendAsync(Event("alert_commented", "text", "the Jean Valjean campaign"), "why not");
        string[] ids = ["Jean Valjean", "jean valjean", " JeanValjean", "Jéan Valjean", "Jean Valjeans"];
        await space.AppendAsync([
            .. ids.Select(
                (id, i) =>
                    Make.Click($"t{i}", i == 0 ? "for jean valjean" : "spring") with
                    {
                        Customer = id,
                        Attributes = i < 2 ? """{"order":"of JEAN VALJEAN"}"""u8.ToArray() : null,
                    }
            ),
        ]);
        await space.Erasure.EraseAsync("Jean Valjean", Space.Somebody, CancellationToken.None);

        var outlook = await space.Erasure.LookAroundAsync("Jean Valjean", CancellationToken.None);
        var nobody = await space.Erasure.LookAroundAsync("Cosette-1815", CancellationToken.None);

        outlook.Twins.ShouldBe([" JeanValjean", "Jéan Valjean", "jean valjean"], ignoreOrder: true);
        outlook
            .Elsewhere.Select(standing => (standing.Where.Split(',')[0], standing.Count, standing.Places[0]))
            .ShouldBe([
                ("names", 1L, "for jean valjean"),
                ("entries of the journal", 1L, "position 1, alert_commented"),
                ("attributes of signals", 2L, "position 8"),
            ]);
        (nobody.Twins.Count, nobody.Elsewhere.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Under_the_row_policies_a_text_is_looked_up_by_the_index_and_not_by_reading_every_customer()
    {
        var find = SqlFile
            .Beside(typeof(Log.Mentions.TextSpans), "find-named")
            .Replace("$1", $"{space.Workspace.Id}", StringComparison.Ordinal)
            .Replace("$2", "array['lovelace', 'nobody here']", StringComparison.Ordinal);
        await using var connection = await space.Database.SourceOf(space.Workspace).OpenConnectionAsync();
        await using (var dear = new Npgsql.NpgsqlCommand("set enable_seqscan = off", connection))
            await dear.ExecuteNonQueryAsync();

        await using var explain = new Npgsql.NpgsqlCommand($"explain {find}", connection);
        await using var row = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await row.ReadAsync())
            plan.Add(row.GetString(0));

        string.Join('\n', plan).ShouldContain("customer_folded");
    }

    private Task AppendAsync(JournalEvent e, string reason) => space.Journal.AppendAsync([To(e)], new Authorship("ada", reason), CancellationToken.None);

    private static StreamAppend To(JournalEvent e) => new("alert-1", ExpectedVersion.Any, [e]);

    private static JournalEvent Event(string type, string field, string text) =>
        new(type, JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = text }));
}
