namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Holds a window against the level before the earliest change that has neither been repaired nor been accepted, so that damage never becomes the norm by
/// waiting.
/// </summary>
/// <remarks>
/// The days up to the window's end are cut into stretches of one level (<see cref="LevelSegments"/>). Those before the window that stood for as long as a
/// window are walked through in order: the first is the yardstick; one that is not surely different from it is pooled into it (at most a year of days counts);
/// one that is surely better takes its place; one that is surely worse never does. So a repair returns to the level of before by itself, a week of guests sets
/// no level, and what is left of a gain that stood is a fall. Where no stretch stood so long, the yardstick is all days before the window.
/// </remarks>
public static class LevelHistory
{
    // Two-sided 1 % of the normal law: what is nearer, or only a little better, is the same level.
    private const double SameWithin = 2.58;

    // A level that takes the yardstick's place was picked out by the cut, which finds high ones by chance, too.
    private const double SurelyBetter = 3.5;

    // A break inside the window may lie in any of its weeks, and one of these is picked.
    private const int PlacesInAWindow = 4;

    private const int Year = 365;
    private const int MostRounds = 3;

    /// <summary>Null where the window has no day. Days come in order, each once, with a denominator above 0.</summary>
    public static LevelReading? Read(IReadOnlyList<RatioDay> days, LevelQuestion question)
    {
        RatioDay[] known = [.. days.Where(day => day.Day <= question.To && (question.Accepted is not { } accepted || day.Day >= accepted.From))];
        if (known.Length == 0 || known[^1].Day < question.From)
            return null;

        var (stretches, memory) = Stretches(known, question.Spread);
        var (before, stood) = Yardstick(known, stretches, memory, question);
        var now = LevelEstimate.Of(NowOf(stretches, question), question.Spread, question.CustomerEffect.Now, memory);
        if (before.Count == 0)
            return new LevelReading(now, null, false, null, null);

        var yardstick = LevelEstimate.Of(before, question.Spread, question.CustomerEffect.Before, memory);
        var comparison = LevelComparison.Of(now, yardstick, question.Spread) with
        {
            Tries = now.From > question.From && now.Days < known.Count(day => day.Day >= question.From) ? PlacesInAWindow : 1,
        };
        return new LevelReading(now, yardstick, stood, comparison, Since(stretches, now, yardstick));
    }

    /// <summary>
    /// The stretches, and the memory of the days about them. Days with a memory are cut again, at what they are then worth, until no more memory is found.
    /// </summary>
    private static (RatioDay[][] Stretches, double Memory) Stretches(RatioDay[] days, Spread spread)
    {
        var memory = 1.0;
        for (var round = 0; ; round++)
        {
            var bounds = LevelSegments.Bounds(days, spread, memory);
            RatioDay[][] stretches = [.. bounds.Zip(bounds.Skip(1), (first, end) => days[first..end])];
            var found = DayMemory.Of(stretches);
            if (found <= memory || round == MostRounds)
                return (stretches, memory);
            memory = found;
        }
    }

    private static RatioDay[] NowOf(RatioDay[][] stretches, LevelQuestion question)
    {
        var last = stretches[^1];
        return last[0].Day > question.From && last.Length >= LevelSegments.FewestDays
            ? last
            : [.. stretches.SelectMany(days => days).Where(day => day.Day >= question.From)];
    }

    private static (List<RatioDay> Days, bool Stood) Yardstick(RatioDay[] days, RatioDay[][] stretches, double memory, LevelQuestion question)
    {
        var (pool, start) = (new List<RatioDay>(), int.MinValue);
        if (question.Accepted is { } accepted)
        {
            pool = [.. days.Where(day => day.Day <= accepted.To)];
            start = accepted.To + 1;
        }

        foreach (var (index, stretch) in stretches.Index())
        {
            var end = Math.Min(question.From, index + 1 < stretches.Length ? stretches[index + 1][0].Day : question.From);
            RatioDay[] level = [.. stretch.Where(day => day.Day >= start && day.Day < end)];
            if (level.Length == 0 || end - level[0].Day < question.Length)
                continue;
            Weigh(pool, level, memory, question);
        }

        return pool.Count > 0 ? (pool, true) : ([.. days.Where(day => day.Day < question.From && day.Day >= question.From - Year)], false);
    }

    /// <summary>Lets a level that stood join the yardstick, take its place, or leave it as it is.</summary>
    private static void Weigh(List<RatioDay> pool, RatioDay[] level, double memory, LevelQuestion question)
    {
        var effect = question.CustomerEffect.Before;
        if (pool.Count > 0)
        {
            var comparison = LevelComparison.Of(
                LevelEstimate.Of(level, question.Spread, effect, memory),
                LevelEstimate.Of(pool, question.Spread, effect, memory),
                question.Spread
            );
            var better = question.HigherIsBetter ? comparison.Difference : -comparison.Difference;
            if (better < -SameWithin * comparison.StandardError)
                return;
            if (better > SurelyBetter * comparison.StandardError)
                pool.Clear();
        }

        pool.AddRange(level);
        pool.RemoveAll(day => day.Day <= level[^1].Day - Year);
    }

    /// <summary>The first day of the last run of stretches that are nearer to where the ratio stands now than to the yardstick.</summary>
    private static int? Since(RatioDay[][] stretches, LevelEstimate now, LevelEstimate yardstick)
    {
        var middle = (now.Rate + yardstick.Rate) / 2;
        var below = now.Rate < yardstick.Rate;
        int? since = null;
        foreach (var stretch in stretches.Reverse().TakeWhile(days => days[^1].Day > yardstick.To && (Rate(days) < middle) == below))
            since = stretch[0].Day;
        return since;
    }

    private static double Rate(RatioDay[] days) => days.Sum(day => day.Sum) / days.Sum(day => day.Weight);
}
