using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// Numbers and keys of customers as a process remembers them since the workspace had so many erasures. They hold while it has no more: who was erased
/// must be written under their number no longer, and their key must be gone.
/// </summary>
internal sealed class KnownCustomers(int erasures)
{
    private const int Remembered = 200_000;

    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, byte[]> keys = new();

    public int Erasures => erasures;

    public bool TryNumber(string externalId, out int number) => numbers.TryGetValue(externalId, out number);

    public bool TryKey(int number, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out byte[] key) => keys.TryGetValue(number, out key);

    /// <summary>Keeps what a transaction found or made; called once it has committed.</summary>
    public void Remember(IReadOnlyDictionary<string, int> committedNumbers, IReadOnlyDictionary<int, byte[]> committedKeys)
    {
        // A forgotten number is read again; the log holds far more customers than memory should. Counting takes every lock, so only growth counts.
        if (committedNumbers.Count > 0 && numbers.Count > Remembered)
            numbers.Clear();
        if (committedKeys.Count > 0 && keys.Count > Remembered)
            keys.Clear();
        foreach (var (externalId, number) in committedNumbers)
            numbers[externalId] = number;
        foreach (var (number, key) in committedKeys)
            keys[number] = key;
    }
}
