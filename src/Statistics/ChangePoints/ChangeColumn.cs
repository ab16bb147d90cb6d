using System.Numerics;

namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>A column of the regression as one way of wandering sees it: whitened, and its products with steps and with slides.</summary>
internal sealed class ChangeColumn
{
    private readonly double[] white;
    private readonly double[] steps;
    private readonly double[] slides;

    /// <param name="white">The column, whitened.</param>
    /// <param name="steps">Its product with a step at every point.</param>
    /// <param name="gaps">Time since the point before.</param>
    public ChangeColumn(double[] white, double[] steps, double[] gaps)
    {
        (this.white, this.steps, slides) = (white, steps, new double[steps.Length + 1]);
        for (var i = 0; i < steps.Length; i++)
            slides[i + 1] = slides[i] + (gaps[i] * steps[i]);
    }

    public double Jump(int at) => steps[at];

    public double Slide(Slide slide) => (slides[slide.End] - slides[slide.First]) / slide.Length;

    public double Times(ChangeColumn other)
    {
        var lanes = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<double>.Count <= white.Length; i += Vector<double>.Count)
            lanes += new Vector<double>(white, i) * new Vector<double>(other.white, i);
        var sum = Vector.Sum(lanes);
        for (; i < white.Length; i++)
            sum += white[i] * other.white[i];
        return sum;
    }
}
