using CustomerPerformanceTracker.Readings.Customers;

namespace CustomerPerformanceTracker.Loop.Customers;

/// <summary>Two numbers that were linked, or are no more.</summary>
public sealed record CustomerLink(int One, int Other, SealNumber Seal);

/// <summary>
/// Takes down that two ids are one person's, or that they are not. Readings at a seal before know nothing of it. The journal holds numbers alone: ids
/// can be erased from the table that has them.
/// </summary>
public sealed class LinkStore(JournalStreams journal, CustomerReader customers, CustomerLinks links)
{
    /// <exception cref="RefusedException">An id is unknown, both are the same, or they are linked already.</exception>
    public async Task<CustomerLink> LinkAsync(string one, string other, Authorship by, CancellationToken cancel)
    {
        var link = await LinkOfAsync(one, other, cancel);
        return (await links.HeldAsync(seal: null, cancel)).Contains((link.One, link.Other))
            ? throw new RefusedException("linked_already", "These two ids are linked already.")
            : await AppendAsync(CustomerLinks.Linked, link, by, cancel);
    }

    /// <exception cref="RefusedException">An id is unknown, both are the same, or no link is between them.</exception>
    public async Task<CustomerLink> UnlinkAsync(string one, string other, Authorship by, CancellationToken cancel)
    {
        var link = await LinkOfAsync(one, other, cancel);
        return (await links.HeldAsync(seal: null, cancel)).Contains((link.One, link.Other))
            ? await AppendAsync(CustomerLinks.Unlinked, link, by, cancel)
            : throw new RefusedException(
                "not_linked",
                "No link was made between these two ids. Where both belong to one person by way of a third, end the link to the third."
            );
    }

    private async Task<StoredLink> LinkOfAsync(string one, string other, CancellationToken cancel)
    {
        var (first, second) = (await NumberAsync(one, cancel), await NumberAsync(other, cancel));
        return first == second
            ? throw new RefusedException("same_customer", "Both ids are one: a customer is not linked with itself.")
            : new StoredLink(Math.Min(first, second), Math.Max(first, second));
    }

    private async Task<int> NumberAsync(string id, CancellationToken cancel) =>
        await customers.NumberAsync(id, cancel)
        ?? throw new RefusedException(
            "unknown_customer",
            $"The workspace knows no customer '{id}'. Ids are compared letter by letter, and one that was erased is gone."
        );

    private async Task<CustomerLink> AppendAsync(string type, StoredLink link, Authorship by, CancellationToken cancel)
    {
        var made = await journal.AppendAsync([new StreamAppend(CustomerLinks.Stream, ExpectedVersion.Any, [LinkForms.Stored.Event(type, link)])], by, cancel);
        return new(link.One, link.Other, made.Entries[^1].Seal);
    }
}
