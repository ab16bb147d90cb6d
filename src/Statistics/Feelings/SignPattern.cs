using System.Runtime.InteropServices;

namespace CustomerPerformanceTracker.Statistics.Feelings;

/// <summary>Customers of one group who gave the same signs: a model tells them nothing apart.</summary>
/// <param name="Signs">In the order of kinds and values.</param>
/// <param name="Customers">How many they are.</param>
internal sealed record SignPattern(Sign[] Signs, int Group, int Customers)
{
    /// <summary>The patterns of customers, in an order that the order of customers does not change.</summary>
    public static IReadOnlyList<SignPattern> Of(IReadOnlyList<IReadOnlyList<Sign>> customers, IReadOnlyList<int> groups)
    {
        var counts = new Dictionary<(Sign[] Signs, int Group), int>(new SameSigns());
        for (var i = 0; i < customers.Count; i++)
        {
            Sign[] signs = [.. customers[i]];
            signs.AsSpan().Sort(InOrder);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (signs, groups[i]), out _)++;
        }

        List<SignPattern> patterns = [.. counts.Select(one => new SignPattern(one.Key.Signs, one.Key.Group, one.Value))];
        patterns.Sort((one, other) => one.Group != other.Group ? one.Group.CompareTo(other.Group) : Compare(one.Signs, other.Signs));
        return patterns;
    }

    private static int InOrder(Sign one, Sign other) => one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : one.Value.CompareTo(other.Value);

    private static int Compare(Sign[] signs, Sign[] others)
    {
        for (var i = 0; i < Math.Min(signs.Length, others.Length); i++)
        {
            if (InOrder(signs[i], others[i]) is not 0 and var order)
                return order;
        }

        return signs.Length.CompareTo(others.Length);
    }

    private sealed class SameSigns : IEqualityComparer<(Sign[] Signs, int Group)>
    {
        public bool Equals((Sign[] Signs, int Group) x, (Sign[] Signs, int Group) y) => x.Group == y.Group && x.Signs.AsSpan().SequenceEqual(y.Signs);

        public int GetHashCode((Sign[] Signs, int Group) obj)
        {
            var hash = new HashCode();
            hash.Add(obj.Group);
            hash.AddBytes(MemoryMarshal.AsBytes<Sign>(obj.Signs));
            return hash.ToHashCode();
        }
    }
}
