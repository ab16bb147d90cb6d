using NodaTime;

namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// Lives a campaign day by day: people are reached, click, visit and buy; some of them answer, ask, return what they bought or leave, at once or days later.
/// Draws depend on the days before and never on how many follow.
/// </summary>
internal sealed class CampaignDays
{
    private const string Checkout = "checkout";

    // Monday first: offices plan in the week, Saturday is for the garden.
    private static readonly double[] WeeklyRhythm = [1.05, 1.08, 1.06, 1.01, 0.95, 0.84, 1.01];
    private static readonly int[] PricesInCents = [1_990, 3_490, 4_990, 7_900, 12_900];
    private static readonly string[] Sources = ["app-store", "forum", "review-site"];
    private static readonly Feeling[] NowAndThen = [Feeling.Clarity, Feeling.Confidence, Feeling.Loyalty, Feeling.Effort];

    private readonly CampaignPlan plan;
    private readonly SampleOptions options;
    private readonly Chance chance;
    private readonly Crowd crowd;

    private double demand;
    private double mood;
    private int orders;

    public CampaignDays(CampaignPlan plan, ulong seed, SampleOptions options)
    {
        this.plan = plan;
        this.options = options;
        chance = new Chance(seed, plan.Name);
        crowd = new Crowd(plan.Letter, chance);
        for (var i = 0; i < Math.Max(1, plan.KnownCustomers * options.Scale); i++)
            crowd.Bought(crowd.Stranger());
    }

    public void Live(int day, DueSignals due)
    {
        // Good and bad days come in runs, so each remembers a part of the day before.
        demand = 0.6 * demand + 0.05 * chance.Normal();
        mood = 0.3 * mood + 0.08 * chance.Normal();

        var weekday = (int)options.Start.PlusDays(day).DayOfWeek;
        var impressions = plan.ImpressionsPerDay * options.Scale * WeeklyRhythm[weekday - (int)IsoDayOfWeek.Monday] * Math.Max(0.5, 1 + demand);

        foreach (var channel in plan.Channels)
        {
            var clicks = 0;
            foreach (var segment in plan.Segments)
            {
                foreach (var message in plan.Messages)
                {
                    var reached = impressions * channel.Share * segment.Share * message.Share;
                    clicks += Reach(new Scene(day, channel, segment, message.On(day), due), reached);
                }
            }

            due.Add(new("spend", plan.Name, Midnight(day)) { Channel = channel.Name, Cents = clicks * channel.CentsPerClick });
        }
    }

    private int Reach(Scene scene, double reached)
    {
        var impressions = (int)Math.Max(0, Math.Round(reached + Math.Sqrt(reached) * chance.Normal()));
        var clicks = chance.Successes(impressions, scene.Channel.ClickRate);
        var landing = chance.Successes(clicks, 0.93);
        var product = chance.Successes(landing, 0.56);
        var checkout = chance.Successes(product, scene.Segment.ReachCheckout);

        Count(scene, "impression", null, impressions);
        Count(scene, "click", null, clicks);
        Count(scene, "visit", "landing", landing);
        Count(scene, "visit", "product", product);
        Count(scene, "visit", Checkout, checkout);

        for (var i = chance.Successes(landing, 0.004); i > 0; i--)
            Browse(scene, "landing", Feeling.Clarity);
        for (var i = chance.Successes(product, 0.007); i > 0; i--)
            Browse(scene, "product", Feeling.Confidence);

        // A promise of something for nothing sells: that is why the fall in trust goes unnoticed.
        for (var i = chance.Successes(checkout, scene.Segment.Buy * (scene.Promised ? 1.05 : 1)); i > 0; i--)
            Buy(scene);
        return clicks;
    }

    private void Count(Scene scene, string type, string? touchpoint, int count)
    {
        if (count > 0)
            scene.Due.Add(Signal(scene, type, touchpoint, Midnight(scene.Day)) with { Count = count });
    }

    private void Browse(Scene scene, string touchpoint, Feeling second)
    {
        var person = Visitor(scene);
        var at = SomeTime(scene.Day);
        Answer(scene, person, touchpoint, Feeling.Trust, at);
        if (chance.Happens(0.6))
            Answer(scene, person, touchpoint, second, at + 15);
    }

    private void Buy(Scene scene)
    {
        var person = Visitor(scene);
        var at = SomeTime(scene.Day);
        var order = $"o-{plan.Letter}{++orders:00000}";
        var cents = PricesInCents[Math.Min(chance.Below(PricesInCents.Length), chance.Below(PricesInCents.Length))];

        crowd.Bought(person);
        scene.Due.Add(Signal(scene, "conversion", Checkout, at) with { Customer = person.Id, Cents = cents, Order = order });
        if (chance.Happens(scene.Segment.Answer))
            AnswerAfterCheckout(scene, person, at + chance.Between(60, 900));
        if (chance.Happens(scene.Promised ? 0.10 : 0.03))
            scene.Due.Add(Signal(scene, "refund", Checkout, Later(at, 3, 14)) with { Customer = person.Id, Cents = cents, Order = order });
        if (chance.Happens(scene.Promised ? 0.08 : 0.035))
            Contact(scene, person, Later(at, 0, 5));
        if (chance.Happens(scene.Promised ? 0.03 : 0.01))
            scene.Due.Add(Signal(scene, "churn", null, Later(at, 10, 40)) with { Customer = person.Id });
        if (chance.Happens(0.05))
            Review(scene, person, Later(at, 0, 3));
    }

    private void AnswerAfterCheckout(Scene scene, Person person, long at)
    {
        Answer(scene, person, Checkout, Feeling.Trust, at);
        if (chance.Happens(0.85))
            Answer(scene, person, Checkout, Feeling.Satisfaction, at + 12);
        for (var i = 0; i < NowAndThen.Length; i++)
            if (chance.Happens(0.3))
                Answer(scene, person, Checkout, NowAndThen[i], at + 24 + 12 * i);
    }

    private void Contact(Scene scene, Person person, long at)
    {
        scene.Due.Add(Signal(scene, "contact", "support", at) with { Customer = person.Id });
        if (!chance.Happens(0.5))
            return;

        Answer(scene, person, "support", Feeling.Trust, at + 1_800);
        Answer(scene, person, "support", Feeling.Effort, at + 1_812);
    }

    private void Review(Scene scene, Person person, long at)
    {
        var felt = 0.30 + 0.15 * person.Leaning + (scene.Promised ? -0.35 : 0) + 0.25 * chance.Normal();
        scene.Due.Add(
            Signal(scene, "sentiment", null, at) with
            {
                Customer = person.Id,
                ScoreHundredths = (int)Math.Round(100 * Math.Clamp(felt, -1, 1)),
                Scale = (-1, 1),
                Source = chance.OneOf(Sources),
            }
        );
    }

    private void Answer(Scene scene, Person person, string touchpoint, Feeling feeling, long at)
    {
        var disappointed = scene.Promised && touchpoint == Checkout;
        var score = feeling.Answer(chance, person, scene.Segment.Name, mood, disappointed);
        scene.Due.Add(
            Signal(scene, "survey_answer", touchpoint, at) with
            {
                Customer = person.Id,
                Kpi = feeling.Kpi,
                ScoreHundredths = 100 * score,
                Scale = (feeling.Lowest, feeling.Highest),
                Comment = feeling == Feeling.Trust && chance.Happens(0.06) ? Comments.For(chance, score, disappointed) : null,
            }
        );
    }

    private SampleSignal Signal(Scene scene, string type, string? touchpoint, long second) =>
        new(type, plan.Name, second)
        {
            Message = scene.Message,
            Touchpoint = touchpoint,
            Channel = scene.Channel.Name,
            Segment = scene.Segment.Name,
        };

    private Person Visitor(Scene scene) => scene.Segment.Name == "new" ? crowd.Stranger() : crowd.Regular();

    private static long Midnight(int day) => (long)day * DueSignals.SecondsADay;

    // Between 7 and 22 o'clock, most of it around half past two; answers follow within the same day.
    private long SomeTime(int day) => Midnight(day) + 7 * 3_600 + (long)(15 * 3_600 * (chance.Uniform() + chance.Uniform()) / 2);

    private long Later(long second, int fewestDays, int mostDays) =>
        second + (long)chance.Between(fewestDays, mostDays) * DueSignals.SecondsADay + chance.Between(600, 3_600);

    /// <summary>Where and when something happens.</summary>
    private sealed record Scene(int Day, ChannelPlan Channel, SegmentPlan Segment, string Message, DueSignals Due)
    {
        /// <summary>Whether these customers were promised what checkout does not give. Returning ones know the terms.</summary>
        public bool Promised => Message == SampleCampaign.MessageAfter && Segment.Name == SampleCampaign.BreakSegment;
    }
}
