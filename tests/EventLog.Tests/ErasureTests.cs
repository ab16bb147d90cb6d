namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class ErasureTests : IAsyncLifetime
{
    private Space space = null!;

    public async ValueTask InitializeAsync() => space = await Space.OpenAsync();

    public ValueTask DisposeAsync() => space.DisposeAsync();

    private Erasure Erasure => space.Erasure;

    [Fact]
    public async Task A_comment_is_stored_so_that_only_the_key_of_its_customer_reads_it()
    {
        await space.AppendAsync(Make.Answer("a", "c-17", "too dear"), Make.Answer("b", "c-18", "too dear"));

        var comments = await space.ReadAsync<byte[]>("select comment from log.signal order by position");
        var keys = await space.ReadAsync<byte[]>("select key from log.customer order by number");

        Customers.Decrypt(keys[0], comments[0]).ShouldBe("too dear");
        Customers.Decrypt(keys[1], comments[1]).ShouldBe("too dear");
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Customers.Decrypt(keys[1], comments[0]));
        comments.ShouldAllBe(comment => !System.Text.Encoding.Latin1.GetString(comment).Contains("dear", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_of_nobody_in_particular_is_encrypted_too()
    {
        await space.AppendAsync(Make.Answer("a") with { Customer = null });

        var comment = await space.OneAsync<byte[]>("select comment from log.signal");
        var key = await space.OneAsync<byte[]>("select key from log.customer where external_id = ''");

        Customers.Decrypt(key, comment).ShouldBe("could not find the price");
        (await space.OneAsync<bool>("select customer is null from log.signal")).ShouldBeTrue();
    }

    [Fact]
    public async Task Erasing_destroys_id_and_key_and_keeps_every_leaf_root_and_count()
    {
        var append = await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-18"), Make.Answer("c", "c-17"));
        var before = await space.ReadAsync<byte[]>("select comment from log.signal order by position");
        var checkpoint = await space.CheckpointAsync();

        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        (
            await space.OneAsync<bool>($"select external_id is null and key is null and erased_at is not null from log.customer where number = {number}")
        ).ShouldBeTrue();
        (await space.ReadAsync<byte[]>("select comment from log.signal order by position")).ShouldBe(before);
        (await space.OneAsync<byte[]>("select root from log.seal where seal = 1")).ShouldBe(append.Seal!.Root);
        (await space.OneAsync<long>("select sum(count) from log.signal")).ShouldBe(9);
        (await space.VerifyAsync(checkpoint)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_journal_tells_that_a_customer_was_erased_and_not_who()
    {
        await space.AppendAsync(Make.Answer("a", "very-secret-id"));

        var number = await Erasure.EraseAsync("very-secret-id", Space.Somebody, CancellationToken.None);

        var entry = (await space.Journal.ReadAsync("", CancellationToken.None)).ShouldHaveSingleItem();
        (entry.Type, entry.Actor, entry.Reason, entry.Data.GetProperty("customer").GetInt32()).ShouldBe(
            ("customer_erased", "ada", "to see what happens", number!.Value)
        );
        (await space.OneAsync<long>("select count(*) from journal.mt_events e where e::text like '%very-secret-id%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_the_workspace_does_not_know_is_not_erased_and_nothing_is_recorded()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        var again = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        again.ShouldBeNull();
        (await space.HeadAsync()).Journal.ShouldBe(new Position(1));
    }

    [Fact]
    public async Task An_erased_customer_gets_no_key_again()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        await using var connection = await space.Database.SourceOf(space.Workspace).OpenConnectionAsync(CancellationToken.None);
        var (customers, arrivals) = (new Customers(space.Workspace), new Arrivals());
        await customers.AddKeysAsync(connection, customers.Known, arrivals, [number!.Value], CancellationToken.None);

        arrivals.Keys.ShouldBeEmpty();
        arrivals.Rows(space.Workspace).ShouldBeEmpty();
        (await space.OneAsync<long>("select count(*) from log.customer where key is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_comes_back_after_an_erasure_is_somebody_new()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        await space.AnotherLog().AppendAsync([Make.Answer("b", "c-17")], history: false, CancellationToken.None);

        (await space.ReadAsync<int>("select customer from log.signal order by position")).ShouldBe([number!.Value, number.Value + 1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_remembers_who_was_erased_writes_for_somebody_new(bool known)
    {
        var other = space.AnotherLog();
        await other.AppendAsync([Make.Answer("a", "c-17"), Make.Answer("b", "c-18")], history: false, CancellationToken.None);
        if (known)
            await other.AppendAsync([Make.Answer("b", "c-18")], history: false, CancellationToken.None);

        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        await other.AppendAsync([Make.Answer("c", "c-17", "back again"), Make.Answer("d", "c-18")], history: false, CancellationToken.None);

        var customers = await space.ReadAsync<int>("select customer from log.signal order by position");
        customers[2].ShouldBeGreaterThan(customers.Take(2).Max());
        customers[3].ShouldBe(customers[1]);
        var key = await space.OneAsync<byte[]>($"select key from log.customer where number = {customers[2]}");
        Customers.Decrypt(key, await space.OneAsync<byte[]>("select comment from log.signal where position = 3")).ShouldBe("back again");
        (await space.OneAsync<bool>($"select key is null and external_id is null from log.customer where number = {number}")).ShouldBeTrue();
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_erased_customer_sent_is_a_duplicate_when_it_is_imported_again_and_brings_nobody_back()
    {
        Signal[] file = [Make.Answer("a", "c-17"), Make.Answer("b", "c-18"), Make.Click("c") with { Customer = "c-17" }];
        await space.AppendAsync(file);
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        var again = await space.AppendAsync(file);
        var elsewhere = await space.AnotherLog().AppendAsync(file, history: false, CancellationToken.None);
        var other = await space.AppendAsync(Make.Answer("a", "c-17") with { Score = 100 }, Make.Answer("b", "c-19"), Make.Click("c"));

        again.Outcomes.ShouldBe([Outcome.Duplicate, Outcome.Duplicate, Outcome.Duplicate]);
        elsewhere.Outcomes.ShouldBe(again.Outcomes);
        other.Outcomes.ShouldBe([Outcome.Conflict, Outcome.Conflict, Outcome.Conflict]);
        (await space.ReadAsync<string>("select coalesce(external_id, '-') from log.customer order by number")).ShouldBe(["-", "c-18"]);
    }

    /// <summary>A row that is taken back leaves its place behind, so the rows of customers lie side by side where none was ever written in vain.</summary>
    [Fact]
    public async Task A_signal_that_is_known_or_in_conflict_writes_no_row_of_a_customer_not_even_one_that_is_taken_back()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-18"));
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        await Erasure.SweepAsync(CancellationToken.None);

        await space.AppendAsync(Make.Answer("a", "c-17"));
        await space
            .AnotherLog()
            .AppendAsync([Make.Answer("n", "c-19"), Make.Answer("b", "c-18"), Make.Answer("a", "c-17")], history: false, CancellationToken.None);
        await space.AppendAsync(Make.Answer("n", "c-20"), Make.Correction("x", "a as first told", 7) with { Customer = "c-21" });
        await space.AppendAsync(Make.Click("m") with { Customer = "c-22" });

        (await space.ReadAsync<string>("select (ctid::text::point)[1]::text || ' ' || coalesce(external_id, '-') from log.customer order by ctid")).ShouldBe([
            "1 c-18",
            "2 -",
            "3 c-19",
            "4 c-22",
        ]);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_left_no_comment_before_gets_a_key_with_the_first_one()
    {
        await space.AppendAsync(Make.Click("a") with { Customer = "c-17" });

        await space.AppendAsync(Make.Answer("b", "c-17", "too dear"), Make.Answer("c", "c-17", "far too dear"));
        await space.AnotherLog().AppendAsync([Make.Answer("d", "c-17", "still too dear")], history: false, CancellationToken.None);

        var key = await space.OneAsync<byte[]>("select key from log.customer");
        (await space.ReadAsync<byte[]>("select comment from log.signal where comment is not null order by position"))
            .Select(comment => Customers.Decrypt(key, comment))
            .ShouldBe(["too dear", "far too dear", "still too dear"]);
    }

    [Theory]
    [InlineData("""{"id":"x","customer":"ada/b\u00f6hm 17","score":9}""", true)]
    [InlineData("""{"id":"x","customer":"ada\/böhm 17","score":9""", true)]
    [InlineData("x;ada/böhm 17;9", true)]
    [InlineData("x,\"ada/böhm 17\",9", true)]
    [InlineData("""{"id":"x","customer":"ada/böhm 18"}""", false)]
    [InlineData("""{"id":"x","customer":"Ada/böhm 17"}""", false)]
    [InlineData("""{"id":"x","customer":"c-17"}""", false)]
    [InlineData("""{"id":"x","customer":"back-again"}""", false)]
    public async Task A_row_is_known_to_name_an_erased_customer_until_they_come_back(string row, bool named)
    {
        var names = new ErasedNames(space.Database, space.Workspace, new ErasureList(space.Data));
        (await names.InAsync([row], CancellationToken.None)).ShouldBe([false]);
        await space.AppendAsync(Make.Answer("a", "ada/böhm 17"), Make.Answer("b", "c-17"), Make.Answer("c", "back-again"));
        foreach (var id in new[] { "ada/böhm 17", "c-17", "back-again" })
            await Erasure.EraseAsync(id, Space.Somebody, CancellationToken.None);
        (await names.InAsync(["back-again", row], CancellationToken.None))[0].ShouldBeTrue();

        await space.AppendAsync(Make.Answer("d", "back-again"));

        (await names.InAsync([row], CancellationToken.None)).ShouldBe([named]);
    }

    [Fact]
    public async Task What_comes_again_together_with_something_new_keeps_its_old_number()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        var again = await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-17"));

        again.Outcomes.ShouldBe([Outcome.Duplicate, Outcome.Accepted]);
        var customers = await space.ReadAsync<int>("select customer from log.signal order by position");
        (customers[0], customers[1] > number).ShouldBe((number!.Value, true));
    }

    [Fact]
    public async Task An_erasure_that_cannot_be_listed_destroys_nothing()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        await File.WriteAllTextAsync(Path.Combine(space.Data, "erasures"), "a file where the folder has to be");

        await Should.ThrowAsync<IOException>(() => Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None));

        (await space.OneAsync<bool>("select external_id = 'c-17' and key is not null and erased_at is null from log.customer")).ShouldBeTrue();
        (await space.HeadAsync()).Journal.ShouldBe(new Position(0));
    }

    [Fact]
    public async Task A_list_that_lost_its_key_fails_instead_of_naming_nobody()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-18"));
        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        File.Delete(Path.Combine(space.Data, "erasures", "key"));
        await space.TamperAsync($"update log.customer set external_id = 'c-17', erased_at = null where number = {number}");

        await Should.ThrowAsync<InvalidOperationException>(() => Erasure.EraseAsync("c-18", Space.Somebody, CancellationToken.None));
        await Should.ThrowAsync<InvalidOperationException>(() => Erasure.ApplyListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_is_on_the_list_is_erased_again_where_an_older_state_of_the_database_holds_them()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-18"), Make.Answer("c", "c-19"));
        await space.TamperAsync("create table log.backup as select * from log.customer");
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        await Erasure.EraseAsync("c-19", Space.Somebody, CancellationToken.None);
        (await Erasure.ApplyListAsync(CancellationToken.None)).ShouldBeEmpty();
        await space.TamperAsync(
            "delete from log.customer; insert into log.customer (workspace, number, external_id, key, erased_at) overriding system value select workspace, "
                + "number, external_id, key, erased_at from log.backup; update log.customer set external_id = 'somebody else' where external_id = 'c-19'"
        );

        var again = await Erasure.ApplyListAsync(CancellationToken.None);
        var twice = await Erasure.ApplyListAsync(CancellationToken.None);

        again.Count.ShouldBe(1);
        twice.ShouldBeEmpty();
        (await space.ReadAsync<string>("select coalesce(external_id, '-') from log.customer order by number")).ShouldBe(["-", "c-18", "somebody else"]);
        (await space.OneAsync<long>("select count(*) from log.customer where key is null and erased_at is not null")).ShouldBe(1);
        var entry = (await space.Journal.ReadAsync("", CancellationToken.None))[^1];
        (entry.Type, entry.Actor, entry.Data.GetProperty("customer").GetInt32()).ShouldBe(("customer_erased", "erasure list", again[0]));
        entry.Reason.ShouldContain("already");
        await space.TamperAsync("drop table log.backup");
    }

    [Fact]
    public async Task Who_came_back_after_an_erasure_is_not_erased_by_the_list()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        await space.AppendAsync(Make.Answer("b", "c-17"));

        (await Erasure.ApplyListAsync(CancellationToken.None)).ShouldBeEmpty();

        (await space.OneAsync<long>("select count(*) from log.customer where external_id = 'c-17'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_list_is_for_its_owner_and_names_nobody()
    {
        await space.AppendAsync(Make.Answer("a", "very-secret-id"));
        var number = await Erasure.EraseAsync("very-secret-id", Space.Somebody, CancellationToken.None);

        var list = new ErasureList(space.Data);
        var line = (await File.ReadAllTextAsync(list.Path)).TrimEnd('\n').Split(' ');

        (line[1], line[2], line[3].Length).ShouldBe(("acme", number!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), 64));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(list.Path)!))
        {
            (await File.ReadAllTextAsync(file)).ShouldNotContain("secret");
            if (!OperatingSystem.IsWindows() && !file.EndsWith("lock", StringComparison.Ordinal))
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public async Task A_line_that_was_not_written_to_its_end_is_no_erasure_and_the_next_one_takes_its_place()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"), Make.Answer("b", "c-18"));
        var list = new ErasureList(space.Data);
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);
        await File.AppendAllTextAsync(list.Path, "2025-05-03T12:00:00Z acm");

        (await list.ReadAsync(space.Workspace, CancellationToken.None)).Count.ShouldBe(1);
        await Erasure.EraseAsync("c-18", Space.Somebody, CancellationToken.None);

        (await list.ReadAsync(space.Workspace, CancellationToken.None)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("request of c-17", false)]
    [InlineData("request of abc-17b", true)]
    [InlineData("request 2025-17 of 3 May", true)]
    public async Task A_reason_that_names_the_customer_is_refused(string reason, bool taken)
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));

        if (taken)
            (await Erasure.EraseAsync("c-17", new Authorship("ada", reason), CancellationToken.None)).ShouldNotBeNull();
        else
            await Should.ThrowAsync<ArgumentException>(() => Erasure.EraseAsync("c-17", new Authorship("ada", reason), CancellationToken.None));

        (await space.OneAsync<bool>("select external_id is null from log.customer")).ShouldBe(taken);
    }

    [Fact]
    public async Task Appends_go_on_while_customers_are_erased_and_none_is_written_under_an_erased_number()
    {
        var logs = Enumerable.Range(0, 4).Select(_ => space.AnotherLog()).ToArray();
        var appends = logs.Select(
                (log, writer) =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 40; i++)
                            await log.AppendAsync([Make.Answer($"{writer}-{i}", $"c-{i % 3}")], history: false, CancellationToken.None);
                    })
            )
            .ToArray();
        for (var i = 0; i < 20; i++)
            await Erasure.EraseAsync($"c-{i % 3}", Space.Somebody, CancellationToken.None);
        await Task.WhenAll(appends);

        // An erasure is an entry of the journal, so what was sealed behind it was appended after it.
        (
            await space.OneAsync<long>(
                """
                select count(*) from log.signal s
                  join journal.mt_events e on e.stream_id = 'customer-' || s.customer
                  join journal.entry_position p on p.seq_id = e.seq_id
                 where s.seal > p.seal
                """
            )
        ).ShouldBe(0);
        (await space.OneAsync<long>("select count(*) from log.signal where comment is null")).ShouldBe(0);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }
}
