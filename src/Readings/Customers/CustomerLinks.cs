using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>
/// Which numbers of customers are one person's: the journal stream <c>customer-links</c>, of links and their ends. The journal holds numbers, which
/// say nothing once an id is erased.
/// </summary>
public sealed class CustomerLinks(JournalStreams journal)
{
    /// <summary>The stream that links are recorded in.</summary>
    public const string Stream = "customer-links";

    internal const string Linked = "customer_linked";
    internal const string Unlinked = "customer_unlinked";

    /// <summary>The links that hold at a seal (null: now), each once, the lesser number first.</summary>
    public async Task<IReadOnlyCollection<(int One, int Other)>> HeldAsync(SealNumber? seal, CancellationToken cancel)
    {
        var held = new HashSet<(int, int)>();
        foreach (var entry in await journal.ReadAsync(Stream, seal ?? SealNumber.Max, cancel))
        {
            var link = LinkForms.Stored.Read<StoredLink>(entry);
            _ = entry.Type switch
            {
                Linked => held.Add((link.One, link.Other)),
                Unlinked => held.Remove((link.One, link.Other)),
                _ => throw StoredForm.Unknown(entry),
            };
        }

        return held;
    }

    /// <summary>Each linked number with the person it stands for, which is the least of the person's numbers; who is not linked is left out.</summary>
    public async Task<IReadOnlyDictionary<int, int>> PersonsAsync(SealNumber? seal, CancellationToken cancel) => Persons(await HeldAsync(seal, cancel));

    internal static IReadOnlyDictionary<int, int> Persons(IEnumerable<(int One, int Other)> links)
    {
        var person = new Dictionary<int, int>();
        foreach (var (one, other) in links)
        {
            var (first, second) = (Of(one), Of(other));
            person[Math.Max(first, second)] = Math.Min(first, second);
        }

        return person.Keys.ToArray().ToDictionary(number => number, Of);

        int Of(int number)
        {
            if (!person.TryGetValue(number, out var above))
                person.Add(number, above = number);
            return above == number ? number : Of(above);
        }
    }
}

/// <summary>The data of customer_linked and customer_unlinked: two numbers, the lesser first.</summary>
internal sealed record StoredLink(int One, int Other);
