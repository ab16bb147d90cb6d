using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>English words that join others and name nothing. Words of negation are not among them: what customers cannot do is what they write
/// about.</summary>
internal static class StopWords
{
    private const string All = """
        a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing down
        during each either else even ever every few for from further get gets getting got had has have having he her here hers herself him himself his how i
        i'd i'll i'm i've if in into is it its itself just let like me more most much must my myself now of off on once one only or other our ours ourselves
        out over own per quite rather really same she should since so some still such than that the their theirs them themselves then there these they
        they'd they'll they're they've this those though through to too under until up upon us very via was we we'd we'll we're we've were what when where
        whether which while who whom whose why will with would yet you you'd you'll you're you've your yours yourself yourselves
        """;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
