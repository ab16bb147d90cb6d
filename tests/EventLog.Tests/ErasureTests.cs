using CustomerPerformanceTracker.EventLog.Signals;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class ErasureTests : IAsyncLifetime
{
    private Space space = null!;

    public async ValueTask InitializeAsync() => space = await Space.OpenAsync();

    public ValueTask DisposeAsync() => space.DisposeAsync();

    private Erasure Erasure => new(space.Database, space.Workspace, space.Journal);

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

        (await space.OneAsync<bool>($"select external_id is null and key is null and erased_at is not null from log.customer where number = {number}")).ShouldBeTrue();
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
        (entry.Type, entry.Actor, entry.Reason, entry.Data.GetProperty("customer").GetInt32()).ShouldBe(("customer_erased", "ada", "to see what happens", number!.Value));
        (await space.OneAsync<long>("select count(*) from journal.mt_events e where e::text like '%very-secret-id%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_the_workspace_does_not_know_is_not_erased_and_nothing_is_recorded()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        var again = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        again.ShouldBeNull();
        (await space.HeadAsync()).Journal.ShouldBe(1);
    }

    [Fact]
    public async Task An_erased_customer_gets_no_key_again()
    {
        await space.AppendAsync(Make.Answer("a", "c-17"));
        var number = await Erasure.EraseAsync("c-17", Space.Somebody, CancellationToken.None);

        await using var connection = await space.Database.SourceOf(space.Workspace).OpenConnectionAsync(CancellationToken.None);
        var keys = await new Customers(space.Workspace).KeysAsync(connection, [number!.Value], CancellationToken.None);

        keys.ShouldBeEmpty();
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
}
