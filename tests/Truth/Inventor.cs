namespace CustomerPerformanceTracker.Truth;

/// <summary>
/// Invents campaigns: number <c>i</c> of a seed is the same whenever it is asked for, of the kind whose turn it is, and of the next size in each round.
/// </summary>
internal sealed class Inventor(ulong seed)
{
    private static readonly int[] Sizes = [20, 100, 500];

    public TrueCampaign Campaign(int number)
    {
        var own = unchecked((seed * 0x9E3779B97F4A7C15) ^ ((ulong)number * 0xBF58476D1CE4E5B9) ^ ((ulong)number << 17));
        var draws = new Draws(own);
        var (round, turn) = Math.DivRem(number, Kinds.All.Count);
        var kind = Kinds.All[turn];
        var plain = new TrueCampaign(
            $"c{number:0000}",
            kind,
            own,
            draws.Between(300, 500),
            Sizes[(round + turn) % Sizes.Length],
            draws.OneOf(Instrument.YesNo, Instrument.FivePoints),
            new Course(draws.Uniform(0.6, 0.85)),
            new Course(draws.Uniform(0.03, 0.08)),
            new Course(draws.Uniform(0.02, 0.05))
        );
        return Happening(kind, plain with { Questions = Questions(draws) }, draws, draws.Between(100, 220));
    }

    private static IReadOnlyList<Question> Questions(Draws draws)
    {
        var moves = draws.Happens(0.5);
        return
        [
            .. new[] { "clarity", "satisfaction", "loyalty" }
                .Where(_ => draws.Happens(0.3))
                .Select(kpi => new Question(kpi, draws.Uniform(0.25, 1), draws.Uniform(0.6, 0.8), moves)),
        ];
    }

    private static TrueCampaign Happening(Kind kind, TrueCampaign plain, Draws draws, int on) =>
        kind switch
        {
            Kind.Steady => plain,
            Kind.NoisyDays => plain with { DayScatter = 0.04 },
            Kind.WanderingDays => plain with { DayScatter = 0.03, DayMemory = 0.7 },
            Kind.WeeklyRhythm => plain with { HasRhythm = true },
            Kind.RepeatCustomers => plain with
            {
                Instrument = Instrument.YesNo,
                Repeating = new(4, 0.6, plain.AnswersADay > 100 || draws.Happens(0.5) ? 0 : 6),
                Questions = [],
            },
            Kind.Growth => plain with { YearlyGrowth = draws.Uniform(1.8, 3.5) },
            Kind.RareRefunds => plain with { Regret = new(draws.Uniform(0.0005, 0.003)) },
            Kind.MixShift => plain with { Mix = Shifting(draws, on), Questions = [] },
            Kind.SaleWeek => plain with
            {
                Guests = new(on, draws.Between(6, 8), draws.Between(8, 17), draws.OneOf(-1, 1) * draws.Uniform(0.08, 0.14)),
                Questions = [],
            },
            Kind.Outage => plain with { Outage = (on, on + draws.Between(18, 45)) },
            Kind.SlowSlide => plain with { Feeling = plain.Feeling with { Change = -draws.Uniform(0.06, 0.2), From = on, Ramp = plain.Days - on } },
            Kind.BrokenAndLeft => plain with { Feeling = Broken(plain, draws, on) },
            Kind.BrokenAndRepaired => plain with { Feeling = Broken(plain, draws, on) with { Until = on + draws.Between(20, 70) } },
            Kind.BrokenWhileSalesRose => plain with { Feeling = Broken(plain, draws, on), Demand = By(plain.Demand, draws.Uniform(0.25, 0.5), on) },
            Kind.BrokenOnNoisyDays => plain with { Feeling = Broken(plain, draws, on), DayScatter = 0.04 },
            Kind.NewMessage => plain with { Feeling = Broken(plain, draws, on), NewMessageShare = draws.OneOf(0.5, 1) },
            Kind.GainThatStood => plain with
            {
                Feeling = plain.Feeling with { Change = draws.Uniform(0.06, 0.12), From = on, Until = draws.Happens(0.3) ? on + draws.Between(60, 110) : null },
            },
            Kind.SalesRose => plain with { Demand = By(plain.Demand, draws.Uniform(0.25, 0.6), on) },
            Kind.SalesFell => plain with { Demand = By(plain.Demand, -draws.Uniform(0.25, 0.5), on) },
            Kind.RefundsRose => plain with { Regret = By(plain.Regret, draws.Uniform(1, 3), on) },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static Course Broken(TrueCampaign plain, Draws draws, int on) => plain.Feeling with { Change = -draws.Uniform(0.05, 0.15), From = on };

    private static Course By(Course course, double share, int on) => course with { Change = share * course.Base, From = on };

    // The offsets cancel out at the shares before, so that the base is the campaign's level.
    private static Mix Shifting(Draws draws, int on)
    {
        var (before, after, gap) = (draws.Uniform(0.6, 0.8), draws.Uniform(0.2, 0.4), draws.OneOf(-1, 1) * draws.Uniform(0.1, 0.18));
        return new(gap * (1 - before), -gap * before, before, after, on);
    }
}
