using System.Globalization;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// What does not fit, in the order it was met. Problems of one kind in one seal are one group with a count, so that a deletion, after which nothing of its
/// seal fits, hides nothing that comes behind it. A group keeps its first sentences, however many it counts.
/// </summary>
internal sealed class ProblemList
{
    private const int SentencesKept = 3;

    private readonly Dictionary<(string Kind, string Log, SealNumber? Seal), Group> groups = [];
    private readonly List<Group> inOrder = [];

    public IReadOnlyList<Problem> Problems => inOrder.ConvertAll(group => group.Problem);

    public bool IsEmpty => inOrder.Count == 0;

    /// <param name="count">How many rows, entries or seals the sentence is about.</param>
    /// <param name="last">The last position the sentence is about, where that is another than the first.</param>
    public void Add(string kind, string log, SealNumber? seal, Position? position, string what, long count = 1, Position? last = null) =>
        GroupOf((kind, log, seal), seal, position).Add(what, count, last ?? position);

    /// <summary>One group for the kind, whatever seals it names: the first is told. For what follows from one cause in every later seal.</summary>
    public void AddToKind(string kind, string log, SealNumber? seal, string what) =>
        GroupOf((kind, log, null), seal, position: null).Add(what, count: 1, until: null);

    private Group GroupOf((string Kind, string Log, SealNumber? Seal) key, SealNumber? seal, Position? position)
    {
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = new Group(key.Kind, key.Log, seal, position));
            inOrder.Add(group);
        }

        return group;
    }

    private sealed class Group(string kind, string log, SealNumber? seal, Position? first)
    {
        private readonly List<string> sentences = [];
        private long told;
        private long counted;
        private Position? last;

        public Problem Problem => new(kind, log, seal, first, Text()) { Count = counted, LastPosition = last };

        public void Add(string what, long count, Position? until)
        {
            if (++told <= SentencesKept)
                sentences.Add(what);
            counted += count;
            last = until is null || last > until ? last : until;
        }

        private string Text() =>
            told <= SentencesKept
                ? string.Join("; ", sentences)
                : string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", sentences)}; and {told - SentencesKept:N0} more of this kind");
    }
}
