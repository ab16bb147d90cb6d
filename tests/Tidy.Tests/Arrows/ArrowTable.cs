namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// The allowed arrows between modules: lines `FROM -> TO, TO`, where `*` ends a name that stands for all modules beginning so, and lines that begin with
/// `#` are comments.
/// </summary>
internal sealed class ArrowTable(IEnumerable<string> lines)
{
    private readonly IReadOnlyList<(string From, string To)> allowed =
    [
        .. lines
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" -> "))
            .SelectMany(sides => sides[1].Split(", ").Select(to => (sides[0], to))),
    ];

    /// <summary>Arrows that no line allows, and lines that allow what nothing uses; both are to be mended.</summary>
    public IEnumerable<string> Differences(IReadOnlyList<Arrow> arrows)
    {
        foreach (var pair in arrows.Where(arrow => !allowed.Any(line => Allows(line, arrow))).GroupBy(arrow => (arrow.From, arrow.To), arrow => arrow.Type))
            yield return $"{pair.Key.From} -> {pair.Key.To} is not allowed: {string.Join(", ", pair)}";
        foreach (var line in allowed.Where(line => !arrows.Any(arrow => Allows(line, arrow))))
            yield return $"{line.From} -> {line.To} is allowed, and nothing uses it";
    }

    /// <summary>The modules that can be reached from themselves, in alphabetical order; none where all arrows lead down.</summary>
    public static IEnumerable<string> Circle(IReadOnlyList<Arrow> arrows)
    {
        var uses = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        return uses.Select(from => from.Key).Where(module => Reached(module).Contains(module)).Order(StringComparer.Ordinal);

        HashSet<string> Reached(string module)
        {
            var (reached, next) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(uses[module]));
            while (next.TryPop(out var one))
            {
                if (reached.Add(one))
                    uses[one].ToList().ForEach(next.Push);
            }

            return reached;
        }
    }

    private static bool Allows((string From, string To) line, Arrow arrow) => Names(line.From, arrow.From) && Names(line.To, arrow.To);

    private static bool Names(string pattern, string module) =>
        pattern.EndsWith('*') ? module.StartsWith(pattern[..^1], StringComparison.Ordinal) : module == pattern;
}
