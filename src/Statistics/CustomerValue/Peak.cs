using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// Where a log-likelihood of positive parameters is greatest. The search is in the logarithms of the parameters, by Newton steps on central differences
/// that are damped until they climb (Levenberg 1944, Marquardt 1963). Parameters from <see cref="Least"/> to <see cref="Most"/> are searched.
/// </summary>
internal sealed record Peak(double[] Values, double?[] StandardErrors, double LogLikelihood)
{
    public const double Least = 1e-5;
    public const double Most = 1e5;

    private const double Difference = 1e-3;
    private const double LongestStep = 2;
    private const double LeastDamping = 1e-9;
    private const double FirstDamping = 1e-3;
    private const double MostDamping = 1e9;
    private const int MostSteps = 300;

    // What a Newton step promises to add to the log-likelihood. At this promise the peak is within 0.002 standard errors, and one more step, whose error is of
    // the order of the square, is the last.
    private const double Promise = 1e-6;

    // With a standard error of the logarithm above this, the 95 % interval spans a factor of more than fifty either way.
    private const double Undetermined = 2;

    /// <summary>The highest of the peaks that are found from some starting points.</summary>
    /// <param name="logLikelihood">Of the parameters.</param>
    /// <param name="laws">
    /// The number of the law that each parameter belongs to. Where one parameter runs to the border, the data determine none of its law: shape and scale grow
    /// together when customers hardly differ.
    /// </param>
    /// <param name="starts">Parameters to start from.</param>
    public static Peak Find(Func<double[], double> logLikelihood, int[] laws, params IReadOnlyList<double[]> starts)
    {
        double Inside(double[] logs) => logLikelihood([.. logs.Select(Natural)]) - Overshoot(logs);
        return starts.Select(start => Climb(Inside, laws, [.. start.Select(one => Math.Log(one))])).MaxBy(peak => peak.LogLikelihood)!;
    }

    private static double Natural(double log) => Math.Exp(Math.Clamp(log, Math.Log(Least), Math.Log(Most)));

    // Outside of what is searched the likelihood of the border falls off, so that the search comes back to the border.
    private static double Overshoot(double[] logs) => logs.Sum(log => Math.Pow(Math.Max(0, Math.Abs(log) - Math.Log(Most)), 2));

    private static Peak Climb(Func<double[], double> value, int[] laws, double[] logs)
    {
        var damping = LeastDamping;
        var slope = Slope.At(value, logs);
        var top = slope.Value;
        for (var step = 0; step < MostSteps && damping < MostDamping; step++)
        {
            var change = slope.Newton(damping);
            if (Array.Exists(change, double.IsNaN))
            {
                damping = Math.Max(damping * 10, FirstDamping);
                continue;
            }

            var promise = Cholesky.Dot(change, slope.Gradient) / 2;
            var shorten = Math.Min(1, LongestStep / change.Max(Math.Abs));
            double[] next = [.. logs.Zip(change, (log, by) => log + (shorten * by))];
            var reached = value(next);
            if (promise < Promise)
            {
                (logs, top) = reached > top ? (next, reached) : (logs, top);
                break;
            }

            if (reached > top)
            {
                damping = Math.Max(damping / 10, LeastDamping);
                (logs, top, slope) = (next, reached, Slope.At(value, next));
            }
            else
            {
                damping = Math.Max(damping * 10, FirstDamping);
            }
        }

        double[] values = [.. logs.Select(Natural)];
        return new(values, Errors(slope, laws, logs, values), top + Overshoot(logs));
    }

    // By the delta method: the standard error of a value is the value times the standard error of its logarithm.
    private static double?[] Errors(Slope slope, int[] laws, double[] logs, double[] values)
    {
        var border = Math.Log(Most) - Difference;
        int[] all = [.. Enumerable.Range(0, logs.Length)];
        int[] free = [.. all.Where(j => all.All(k => laws[k] != laws[j] || Math.Abs(logs[k]) < border))];
        var errors = new double?[logs.Length];
        var information = new Cholesky(slope.Information(free), ridge: 0, new double[free.Length]);
        for (var j = 0; j < free.Length; j++)
        {
            var unit = new double[free.Length];
            unit[j] = 1;
            var half = information.Half(unit);
            var error = Math.Sqrt(Cholesky.Dot(half, half));
            if (error < Undetermined)
                errors[free[j]] = values[free[j]] * error;
        }

        return errors;
    }

    /// <summary>A function's value at a point, its gradient, and its curvature with the sign turned.</summary>
    private sealed record Slope(double Value, double[] Gradient, double[,] Curvature)
    {
        public static Slope At(Func<double[], double> value, double[] point)
        {
            var size = point.Length;
            var here = value(point);
            var (up, down) = (new double[size], new double[size]);
            for (var i = 0; i < size; i++)
                (up[i], down[i]) = (value(Moved(point, Difference, i)), value(Moved(point, -Difference, i)));

            var curvature = new double[size, size];
            const double Square = Difference * Difference;
            for (var i = 0; i < size; i++)
            {
                curvature[i, i] = ((2 * here) - up[i] - down[i]) / Square;
                for (var j = 0; j < i; j++)
                {
                    var both = value(Moved(point, Difference, i, j)) + value(Moved(point, -Difference, i, j));
                    curvature[i, j] = curvature[j, i] = (up[i] + down[i] + up[j] + down[j] - both - (2 * here)) / (2 * Square);
                }
            }

            return new(here, [.. up.Zip(down, (above, below) => (above - below) / (2 * Difference))], curvature);
        }

        /// <summary>The step to where the gradient would be zero, shorter with more damping; not a number where the damped curvature has no peak.</summary>
        public double[] Newton(double damping)
        {
            double[] weights = [.. Enumerable.Range(0, Gradient.Length).Select(i => Math.Abs(Curvature[i, i]) + Difference)];
            return new Cholesky(Curvature, damping, weights).Solve(Gradient);
        }

        public double[,] Information(int[] of)
        {
            var part = new double[of.Length, of.Length];
            for (var i = 0; i < of.Length; i++)
            {
                for (var j = 0; j < of.Length; j++)
                    part[i, j] = Curvature[of[i], of[j]];
            }

            return part;
        }

        private static double[] Moved(double[] point, double by, params ReadOnlySpan<int> along)
        {
            var moved = (double[])point.Clone();
            foreach (var i in along)
                moved[i] += by;
            return moved;
        }
    }
}
