namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Customers are numbered in the transaction of the append that brings them.</summary>
public sealed class CustomerNumberTests
{
    private const long BeforeAllTime = -300_000_000_000_000_000; // PostgreSQL's time begins in 4714 BC

    [Fact]
    public async Task A_number_that_was_rolled_back_with_a_known_signal_is_never_used_again()
    {
        await using var space = await Space.OpenAsync();
        await space.AppendAsync(Make.Click("known"));

        // The first attempt numbers the newcomer and is rolled back, because the batch holds a known signal.
        await space.AppendAsync(Make.Click("known"), Make.Click("a") with { Customer = "newcomer" });
        await space.AppendAsync(Make.Click("b") with { Customer = "newcomer" });

        (await CustomersAsync(space)).ShouldBe(["newcomer", "newcomer"]);
    }

    [Fact]
    public async Task A_failed_append_leaves_no_customer_behind()
    {
        await using var space = await Space.OpenAsync();

        await Should.ThrowAsync<PostgresException>(() => space.AppendAsync(Make.Click("a") with { Customer = "newcomer", OccurredAt = BeforeAllTime }));
        (await space.OneAsync<long>("select count(*) from log.customer")).ShouldBe(0);
        await space.AppendAsync(Make.Click("a") with { Customer = "newcomer" });

        (await CustomersAsync(space)).ShouldBe(["newcomer"]);
    }

    private static Task<IReadOnlyList<string>> CustomersAsync(Space space) =>
        space.ReadAsync<string>(
            "select coalesce(c.external_id, '') from log.signal s left join log.customer c on c.number = s.customer where s.customer is not null order by "
                + "s.position"
        );
}
