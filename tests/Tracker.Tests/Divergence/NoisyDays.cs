namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>What makes days stray from the level they have.</summary>
public enum Noise
{
    /// <summary>Counting alone.</summary>
    Still,

    /// <summary>Days of a standard deviation of 4 points.</summary>
    Days4,

    /// <summary>Days of a standard deviation of 8 points.</summary>
    Days8,

    /// <summary>25 customers who answer four times each, alike three times in ten.</summary>
    Repeats,

    /// <summary>Days of the week, up to 4 points off.</summary>
    Weekdays,

    /// <summary>Days of a standard deviation of 4 points, each carrying .7 of the one before.</summary>
    Lasting7,

    /// <summary>The same, carrying .95.</summary>
    Lasting95,
}

/// <summary>Days of yes-or-no answers around a level, one after the other.</summary>
internal sealed class NoisyDays(Noise noise, Random random)
{
    private const double Point = 0.01;

    private static readonly double[] Week = [0.02, -0.03, 0.03, -0.02, 0.04, -0.04, 0];

    private double carried = double.NaN;

    public DayBatch Next(int day, double level, int answers)
    {
        var yes =
            noise == Noise.Repeats ? Enumerable.Range(0, answers / 4).Sum(_ => Four(level)) : Binomial(answers, Math.Clamp(level + Stray(day), 0.01, 0.99));
        return new(Streams.Day(day), 1000, 0, 10_000L * yes, answers, 1000);
    }

    private double Stray(int day) =>
        noise switch
        {
            Noise.Days4 => 4 * Point * Gauss(),
            Noise.Days8 => 8 * Point * Gauss(),
            Noise.Weekdays => Week[day % 7],
            Noise.Lasting7 => Carry(0.7),
            Noise.Lasting95 => Carry(0.95),
            _ => 0,
        };

    private double Carry(double share)
    {
        carried = double.IsNaN(carried) ? 4 * Point * Gauss() : share * carried + Math.Sqrt(1 - share * share) * 4 * Point * Gauss();
        return carried;
    }

    private int Four(double level) => random.NextDouble() < 0.3 ? 4 * Binomial(1, level) : Binomial(4, level);

    private int Binomial(int n, double p)
    {
        var successes = 0;
        for (var i = 0; i < n; i++)
            successes += random.NextDouble() < p ? 1 : 0;
        return successes;
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
