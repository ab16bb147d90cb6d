namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The squared lengths of whitened steps and slides, each from sums made once. With g the filter's answer to ones, S the innovations' variances and r(s,t) what
/// is left at t of a difference at s, the product of steps at s and t, s not after t, is A + gB + r(s,t) g_s (B + gC), all at t: A sums (1-g)^2/S from t on,
/// B (1-g) r/S and C r^2/S. A slide is the sum of the steps inside it, each by the time since the point before.
/// </summary>
internal sealed class StepSquares
{
    private readonly double[] jumps;
    private readonly double[] time;
    private readonly double[] carried;
    private readonly double[] logLeft;
    private readonly double[] plain;
    private readonly double[] plainByTime;
    private readonly double[] own;
    private readonly double[] fading;

    public StepSquares(double[] scale, double[] ones, double[] decay, double[] gaps)
    {
        var count = ones.Length;
        var (square, cross, fade) = (0.0, 0.0, 0.0);
        (jumps, fading) = (new double[count], new double[count + 1]);
        var (near, far) = (new double[count], new double[count]);
        for (var i = count - 1; i >= 0; i--)
        {
            var (weight, rest) = (scale[i] * scale[i], 1 - ones[i]);
            (square, cross, fade) = (square + (weight * rest * rest), (weight * rest) + (decay[i] * cross), weight + (decay[i] * decay[i] * fade));
            (near[i], far[i]) = (square + (ones[i] * cross), cross + (ones[i] * fade));
            jumps[i] = near[i] + (ones[i] * far[i]);
            fading[i] = (gaps[i] * far[i]) + (decay[i] * fading[i + 1]);
        }

        (time, carried, logLeft) = (new double[count + 1], new double[count + 1], new double[count + 1]);
        (plain, plainByTime, own) = (new double[count + 1], new double[count + 1], new double[count + 1]);
        for (var i = 0; i < count; i++)
        {
            var gap = gaps[i];
            time[i + 1] = time[i] + gap;
            carried[i + 1] = (carried[i] + (gap * ones[i])) * decay[i];
            logLeft[i + 1] = logLeft[i] + Math.Max(Math.Log(decay[i]), -1000);
            plain[i + 1] = plain[i] + (gap * near[i]);
            plainByTime[i + 1] = plainByTime[i] + (gap * time[i] * near[i]);
            own[i + 1] = own[i] + (gap * ((gap * jumps[i]) + (2 * carried[i] * far[i])));
        }
    }

    public double Jump(int at) => jumps[at];

    public double Slide(Slide slide)
    {
        var (first, end) = (slide.First, slide.End);
        var beside = plainByTime[end] - plainByTime[first] - (time[first] * (plain[end] - plain[first]));
        var before = carried[first] * (fading[first] - (Math.Exp(logLeft[end] - logLeft[first]) * fading[end]));
        return (own[end] - own[first] + (2 * (beside - before))) / (slide.Length * slide.Length);
    }
}
