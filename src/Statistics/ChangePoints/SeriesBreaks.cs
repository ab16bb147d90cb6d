namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The breaks of a bare series: the model chosen, the exact partition under it, jumps inside its drifts, and what is known of each break.</summary>
internal static class SeriesBreaks
{
    // A break of drift this near to a jump is the jump.
    private const int Near = 3;
    private const double Left = 0.25;

    /// <summary>The breaks of <paramref name="values"/>, standing at the indices <paramref name="observed"/> of the series as given.</summary>
    public static IReadOnlyList<Break> Of(double[] values, int[] observed)
    {
        var model = SeriesModel.Choose(SeriesView.Of(values, observed));
        var cuts = Cuts(model);
        var level = model.Shape.Constant == Constant.Mean;
        int[] bounds = [0, .. cuts.Select(cut => cut.At), values.Length];
        var segments = bounds.Zip(bounds.Skip(1), (first, end) => new Segment(values, observed, first, end, level)).ToArray();
        return
        [
            .. cuts.Select(
                (cut, b) =>
                    new Break(
                        observed[cut.At],
                        observed[cut.From],
                        observed[cut.To],
                        cut.Probability,
                        segments[b].Level,
                        segments[b + 1].Level,
                        Way(values, observed, cut.At, segments[b], segments[b + 1])
                    )
            ),
        ];
    }

    private static Cut[] Cuts(SeriesModel model)
    {
        var partition = model.Partition;
        var bounds = partition.Best(model.Cost(model.Caution));
        var noise = model.Cost(model.Noise);
        var offset = model.Shape.Offset;
        var jumps = model
            .Shifts.Where(shift => Stays(model, shift.At, bounds))
            .Select(shift => new Cut(shift.At, shift.At, shift.At, shift.Probability))
            .ToArray();
        var others = Enumerable
            .Range(1, bounds.Length - 2)
            .Select(b =>
            {
                var posterior = Posterior.Of(noise, partition, bounds[b - 1], bounds[b], bounds[b + 1]);
                return new Cut(bounds[b] + offset, posterior.From + offset, posterior.To + offset, posterior.Probability);
            });
        return [.. others.Where(cut => jumps.All(jump => Math.Abs(jump.At - cut.At) > Near)).Concat(jumps).OrderBy(cut => cut.At)];
    }

    // A step that only undoes what the wander had done shifts no level: beside one straight line through both sides, between the breaks around it, part of it
    // has to be left.
    private static bool Stays(SeriesModel model, int at, int[] bounds)
    {
        var step = model.View.Original[at] - model.View.Original[at - 1];
        var around = bounds.Select(bound => bound + model.Shape.Offset).ToArray();
        var (first, end) = (
            around.Where(bound => bound < at).DefaultIfEmpty(0).Max(),
            around.Where(bound => bound > at).DefaultIfEmpty(model.View.Values.Length).Min()
        );
        end = Math.Min(end, model.View.Values.Length);
        return TwoLevels(model.View.Original.AsSpan(first, end - first), at - first) / step >= Left;
    }

    // The least squares distance of two parallel lines, one on either side; by the regression of the indicator and of the values on the line.
    private static double TwoLevels(ReadOnlySpan<double> values, int at)
    {
        var count = values.Length;
        var (middle, share, mean) = ((count - 1) / 2.0, (double)(count - at) / count, 0.0);
        foreach (var value in values)
            mean += value / count;
        var (times, withTime, valuesWithTime) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            times += (i - middle) * (i - middle);
            withTime += (i - middle) * (i < at ? 0 : 1);
            valuesWithTime += (i - middle) * values[i];
        }

        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var rest = (i < at ? 0 : 1) - share - (withTime / times * (i - middle));
            product += rest * (values[i] - mean - (valuesWithTime / times * (i - middle)));
            square += rest * rest;
        }

        return square > 0 ? product / square : 0;
    }

    // The new points against where the segment before was heading, no further ahead than it was long.
    private static Direction Way(double[] values, int[] observed, int first, Segment before, Segment after)
    {
        var ahead = Math.Min(before.Length, after.Length);
        var surprise = Enumerable.Range(first, ahead).Sum(i => values[i] - before.Expected(observed[i]));
        return surprise < 0 ? Direction.Fall : Direction.Rise;
    }

    /// <summary>A break as indices of the values.</summary>
    private readonly record struct Cut(int At, int From, int To, double Probability);
}
