namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// What one further change may be beside those in a set: nothing, a jump at any point, a slide of a few lengths anywhere. Each has its weight, averaged over
/// the ways of wandering by how well these explain the points; the weights sum to one.
/// </summary>
internal sealed class ChangeOdds
{
    // Held before the points are seen.
    private const double PriorNothing = .45;
    private const double PriorJump = .3;
    private const double PriorSlide = .25;

    // A jump less likely than that is not told as one.
    private const double LikelyJump = 0.6;

    // A slide is told where it is likelier than all else, or where something changed for certain and no date stands out.
    private const double LikelySlide = 0.5;
    private const double Certain = 0.9;

    private readonly ChangeSpace space;
    private readonly double[] jumps;
    private readonly double[] slides;

    public ChangeOdds(ChangeSpace space, IReadOnlyList<ChangeColumns> wanders, IReadOnlyList<Change> beside)
    {
        this.space = space;
        (jumps, slides) = (new double[space.Points.Count], new double[space.Slides.Count]);
        // Two slides at once would be one of another shape.
        var free = space
            .Slides.Select(slide => !beside.Any(other => !other.IsJump && other.Start < slide.Change.End && slide.Change.Start < other.End))
            .ToArray();
        var fits = wanders.Select(columns => new ChangeFit(columns, beside)).ToArray();
        var (first, last) = (ChangeSpace.Edge, space.Points.Count - ChangeSpace.Edge);
        var perJump = Math.Log(PriorJump / Math.Max(1, last - first + 1));
        var logs = new double[fits.Length][];
        for (var w = 0; w < fits.Length; w++)
        {
            var (fit, known) = (fits[w], fits[w].LogEvidence + wanders[w].Wander.LogPrior);
            var log = logs[w] = new double[1 + jumps.Length + slides.Length];
            Array.Fill(log, double.NegativeInfinity);
            log[0] = known + Math.Log(PriorNothing);
            for (var t = first; t <= last; t++)
                log[1 + t] = known + perJump + fit.Jump(t);
            for (var k = 0; k < slides.Length; k++)
                log[1 + jumps.Length + k] = free[k] ? known + Math.Log(PriorSlide) + space.LogShares[k] + fit.Slide(space.Slides[k]) : double.NegativeInfinity;
        }

        var most = logs.Max(log => log.Max());
        foreach (var log in logs)
        {
            Nothing += Math.Exp(log[0] - most);
            for (var t = 0; t < jumps.Length; t++)
                jumps[t] += Math.Exp(log[1 + t] - most);
            for (var k = 0; k < slides.Length; k++)
                slides[k] += Math.Exp(log[1 + jumps.Length + k] - most);
        }

        Best = jumps.AsSpan().IndexOf(jumps.Max());
        Slide = slides.Sum();
        var all = Nothing + jumps.Sum() + Slide;
        (Nothing, Slide, Near) = (Nothing / all, Slide / all, Mass(Best) / all);
    }

    /// <summary>The weight of no further change.</summary>
    public double Nothing { get; }

    /// <summary>The point with the likeliest jump.</summary>
    public int Best { get; }

    /// <summary>The weight of jumps near it.</summary>
    public double Near { get; }

    /// <summary>The weight of all slides.</summary>
    public double Slide { get; }

    public Change Jump => new(space.Points.Times[Best], space.Points.Times[Best]);

    public Change LikeliestSlide => space.Slides[slides.AsSpan().IndexOf(slides.Max())].Change;

    /// <summary>The change that a person would be notified of: a jump where one date is likely enough, otherwise the slide inside which it lies.</summary>
    public Change Likeliest => Near >= LikelyJump || slides.Length == 0 ? Jump : LikeliestSlide;

    /// <summary>Whether that is likely enough to be told.</summary>
    public bool IsTold => Near >= LikelyJump || Slide >= LikelySlide || 1 - Nothing >= Certain;

    /// <summary>The shortest run of points about the likeliest jump that holds 95 % of the weight of jumps near it.</summary>
    public (int From, int To) Run
    {
        get
        {
            var near = jumps.Select((weight, t) => space.IsNear(t, Best) ? weight : 0).ToArray();
            var (from, to, held, wanted) = (Best, Best, near[Best], 0.95 * near.Sum());
            while (held < wanted && (from > 0 || to < near.Length - 1))
            {
                var before = from > 0 ? near[from - 1] : -1;
                var after = to < near.Length - 1 ? near[to + 1] : -1;
                held += Math.Max(before, after);
                (from, to) = before > after ? (from - 1, to) : (from, to + 1);
            }

            return (from, to);
        }
    }

    private double Mass(int about)
    {
        var sum = 0.0;
        for (var t = 0; t < jumps.Length; t++)
            sum += space.IsNear(t, about) ? jumps[t] : 0;
        return sum;
    }
}
