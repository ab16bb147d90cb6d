namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>
/// Names repeat, so the text of one is made once and found again by its characters. A fixed number of places, each holding the last
/// name that fell on it: memory stays the same for any number of names, and a name that was pushed out is simply made again.
/// </summary>
internal sealed class StringPool(int places)
{
    private readonly string?[] names = new string?[places];

    public string Get(ReadOnlySpan<char> name)
    {
        ref var place = ref names[unchecked((uint)string.GetHashCode(name, StringComparison.Ordinal)) % (uint)names.Length];
        return place is not null && name.SequenceEqual(place) ? place : place = name.ToString();
    }
}
