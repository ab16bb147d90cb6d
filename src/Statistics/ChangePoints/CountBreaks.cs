namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The breaks of a counted series: spikes pulled in, breaks proposed by a partition, and each of them weighed against a slide and against wandering.
/// </summary>
internal static class CountBreaks
{
    // Proposals are put right later, so that a long series needs no exact partition.
    private const int Cells = 200;

    // Fewer blocks of answers than that have no level before and after.
    private const int Fewest = 4;

    /// <summary>The breaks of <paramref name="points"/>, all with trials, standing at the indices <paramref name="observed"/> of the series as given.</summary>
    public static IReadOnlyList<Break> Of(CountPoint[] points, int[] observed)
    {
        var clipped = CountSpikes.Clip(points);
        var blocks = new CountBlocks(clipped, observed);
        if (blocks.Points.Length < Fewest)
            return [];

        var search = Search(clipped, observed, blocks, scores: points.Any(p => !double.IsInteger(p.Successes)));
        var levels = new CountLevels(clipped, observed, search.Noise);
        return [.. search.Found.Select(one => Tell(one, blocks, levels.About(one.Change, search.Others(one.Change))))];
    }

    /// <summary>The changes of points without spikes, as they are before their weights are put as figures that a person is told.</summary>
    internal static ChangeSearch Search(CountPoint[] clipped, int[] observed, CountBlocks blocks, bool scores)
    {
        var noise = CountModel.Choose(clipped, scores);
        var proposed = CountModel.Partition(clipped.Length).NearlyBest(noise.Cost(clipped), Cells)[1..^1];
        return ChangeSearch.Of(
            new AnglePoints(blocks, noise.Spread),
            proposed.Select(at => blocks.Starts.Last(start => start <= observed[at])).Distinct().Select(start => new Change(start, start))
        );
    }

    private static Break Tell(FoundChange one, CountBlocks blocks, (Level Before, Level After) levels)
    {
        var direction = levels.After.Value < levels.Before.Value ? Direction.Fall : Direction.Rise;
        var jump = Calibration.Jump.Of(one.Odds.Near);
        if (one.Change.IsJump)
        {
            var (from, to) = one.Odds.Run;
            var date = blocks.Date(one.Odds.Best, from, to, levels.Before.Value, levels.After.Value);
            return new(date.At, date.From, date.To, jump, levels.Before, levels.After, direction);
        }

        var (start, end) = ((int)one.Change.Start, (int)one.Change.End);
        return new(blocks.Starts.First(at => at > start), start, end, jump, levels.Before, levels.After, direction)
        {
            Shape = Shape.Slide,
            SlideProbability = Calibration.Slide.Of(1 - one.Odds.Nothing),
        };
    }
}
