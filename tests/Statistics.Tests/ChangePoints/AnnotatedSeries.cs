namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>
/// Series of the Turing Change Point Dataset and its two scores (van den Burg and Williams 2020, arXiv 2003.06222): F1 with a margin of five points,
/// and the covering of each annotator's segments.
/// </summary>
internal sealed record AnnotatedSeries(string Name, double?[] Values, int[][] Annotations)
{
    private const int Margin = 5;

    /// <summary>The stored series of one dimension.</summary>
    public static IEnumerable<AnnotatedSeries> All()
    {
        var folder = Reference.Path("data", "tcpd");
        using var annotations = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "annotations.json")));
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (!annotations.RootElement.TryGetProperty(name, out var of))
                continue;

            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (document.RootElement.GetProperty("n_dim").GetInt32() != 1)
                continue;

            double?[] values =
            [
                .. document
                    .RootElement.GetProperty("series")[0]
                    .GetProperty("raw")
                    .EnumerateArray()
                    .Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble()),
            ];
            yield return new(name, values, [.. of.EnumerateObject().Select(a => a.Value.EnumerateArray().Select(v => v.GetInt32()).ToArray())]);
        }
    }

    public double F1(IEnumerable<int> found)
    {
        int[] predicted = [.. found.Append(0).Distinct()];
        int[][] truths = [.. Annotations.Select(a => a.Append(0).Distinct().ToArray())];
        var precision = (double)TruePositives(truths.SelectMany(t => t).Distinct(), predicted) / predicted.Length;
        var recall = truths.Average(t => (double)TruePositives(t, predicted) / t.Length);
        return 2 * precision * recall / (precision + recall);
    }

    public double Cover(IEnumerable<int> found)
    {
        var predicted = Segments(found);
        return Annotations.Average(a => Segments(a).Sum(s => (s.End - s.First) * predicted.Max(p => Jaccard(s, p)) / Values.Length));
    }

    private static int TruePositives(IEnumerable<int> truth, IEnumerable<int> predicted)
    {
        var left = predicted.ToList();
        return truth
            .Order()
            .Count(t =>
            {
                int[] near = [.. left.Where(p => Math.Abs(p - t) <= Margin).OrderBy(p => Math.Abs(p - t)).ThenBy(p => p)];
                return near.Length > 0 && left.Remove(near[0]);
            });
    }

    private (int First, int End)[] Segments(IEnumerable<int> breaks)
    {
        int[] bounds = [0, .. breaks.Where(b => b > 0 && b < Values.Length).Distinct().Order(), Values.Length];
        return [.. bounds.Zip(bounds.Skip(1))];
    }

    private static double Jaccard((int First, int End) a, (int First, int End) b)
    {
        var shared = Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.First, b.First));
        return (double)shared / (a.End - a.First + b.End - b.First - shared);
    }
}
