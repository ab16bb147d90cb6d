namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>What campaigns send: years of daily totals, then single signals of all of them every second, and answers that break the trust of one.</summary>
internal sealed class WatchLoad(int campaigns, int days, DateTimeOffset now)
{
    private const long Microsecond = TimeSpan.TicksPerMillisecond / 1_000;
    private const int Happy = 80;

    private readonly Random random = new(1);
    private readonly string[] names = [.. Enumerable.Range(0, campaigns).Select(Name)];
    private long live;

    public static string Name(int campaign) => $"campaign-{campaign:000}";

    /// <summary>All campaigns' days, the oldest first: visits, orders and a hundred answers a day, four signals of each campaign.</summary>
    public IEnumerable<Signal> History()
    {
        for (var day = days; day > 0; day--)
        {
            var at = now.AddDays(-day);
            foreach (var name in names)
            {
                var happy = Happy + random.Next(-5, 6);
                yield return Of(SignalKind.Visit, name, at) with
                {
                    Count = 1_200 + random.Next(-30, 31),
                };
                yield return Of(SignalKind.Conversion, name, at) with
                {
                    Count = 60 + random.Next(-5, 6),
                    Amount = 300_000,
                    Currency = "EUR",
                };
                yield return Answers(name, at, 10_000, happy);
                yield return Answers(name, at, 0, 100 - happy);
            }
        }
    }

    /// <summary>So many signals of this moment, of each campaign in turn: mostly visits, some orders and answers.</summary>
    public Signal[] Live(int count, DateTimeOffset at)
    {
        var signals = new Signal[count];
        for (var i = 0; i < count; i++)
        {
            var name = names[live++ % names.Length];
            signals[i] = random.Next(100) switch
            {
                < 5 => Of(SignalKind.Conversion, name, at) with { Amount = 5_000, Currency = "EUR" },
                < 10 => Answers(name, at, random.Next(100) < Happy ? 10_000 : 0, 1),
                _ => Of(SignalKind.Visit, name, at),
            };
        }

        return signals;
    }

    /// <summary>Five hundred bad answers at once, while as much is sold as ever.</summary>
    public static Signal[] Break(int campaign, DateTimeOffset at) =>
        [
            Answers(Name(campaign), at, 0, 500),
            Of(SignalKind.Visit, Name(campaign), at) with
            {
                Count = 1_200,
            },
            Of(SignalKind.Conversion, Name(campaign), at) with
            {
                Count = 60,
                Amount = 300_000,
                Currency = "EUR",
            },
        ];

    private static Signal Answers(string campaign, DateTimeOffset at, int score, int count) =>
        Of(SignalKind.SurveyAnswer, campaign, at) with
        {
            Kpi = "trust",
            Score = (short)score,
            Count = count,
        };

    private static Signal Of(SignalKind kind, string campaign, DateTimeOffset at) =>
        new()
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            Campaign = campaign,
            OccurredAt = (at - DateTimeOffset.UnixEpoch).Ticks / Microsecond,
        };
}
