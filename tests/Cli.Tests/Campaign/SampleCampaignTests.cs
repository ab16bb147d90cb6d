using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli.Tests.Campaign;

public sealed class SampleCampaignTests
{
    private const ulong Seed = 7;

    private static readonly SampleOptions UntilItMends = new() { Days = SampleCampaign.MendDay };

    private static readonly Lazy<Line[]> Lines = new(() => [.. SampleCampaign.Lines(Seed).Select(Line.Read)]);

    [Fact]
    public void One_seed_gives_one_sequence_of_bytes_on_every_platform()
    {
        using var written = new StringWriter { NewLine = "\r\n" };

        SampleCampaign.Write(written, Seed, new SampleOptions { Days = 30 });

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(written.ToString()));
        Convert.ToHexStringLower(hash).ShouldBe("2f50fc18525daa54b66e9d8d90e15f1069f3f6472a84bcaea57a0f944ba845f7", "seed 7, 30 days");
    }

    [Fact]
    public void What_comes_after_trust_mends_leaves_the_half_year_before_as_it_was()
    {
        using var written = new StringWriter { NewLine = "\r\n" };

        SampleCampaign.Write(written, seed: 2, UntilItMends);

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(written.ToString()));
        Convert.ToHexStringLower(hash).ShouldBe("4154c3b2ca649cf53f1c8250dadd690e350f4a779464806658eea0502e5209c1", "seed 2, of which README.md tells");
    }

    [Fact]
    public void Another_seed_gives_other_lines()
    {
        var threeDays = new SampleOptions { Days = 3 };

        var other = SampleCampaign.Lines(Seed + 1, threeDays);

        other.ShouldNotBe(SampleCampaign.Lines(Seed, threeDays));
    }

    [Fact]
    public void A_shorter_campaign_is_the_beginning_of_a_longer_one()
    {
        var shorter = SampleCampaign.Lines(Seed, new SampleOptions { Days = 20 }).ToArray();

        var longer = SampleCampaign.Lines(Seed, new SampleOptions { Days = 40 });

        longer.Take(shorter.Length).ShouldBe(shorter, "seed 7");
    }

    [Fact]
    public void Lines_stand_in_order_of_time_and_no_id_comes_twice()
    {
        var lines = Lines.Value;

        lines.Zip(lines.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        lines.Select(line => line.Id).Distinct().Count().ShouldBe(lines.Length);
        lines.Length.ShouldBeInRange(60_000, 120_000, "seed 7");
    }

    [Fact]
    public void Every_kind_of_signal_a_campaign_gives_occurs()
    {
        var kinds = Lines.Value.Where(line => line.Campaign == SampleCampaign.SpringLaunch).Select(line => line.Type).Distinct();

        kinds.ShouldBe(["impression", "click", "visit", "conversion", "refund", "spend", "contact", "churn", "survey_answer", "sentiment"], ignoreOrder: true);
    }

    [Fact]
    public void Every_answer_names_its_customer_and_lies_on_its_scale()
    {
        var answers = Lines.Value.Where(line => line.Type is "survey_answer" or "sentiment").ToArray();

        answers.ShouldNotBeEmpty();
        answers.ShouldAllBe(line => line.Customer != null && line.Score >= line.Lowest && line.Score <= line.Highest);
        answers.Select(line => line.Kpi).Distinct().ShouldBe(["trust", "clarity", "confidence", "satisfaction", "loyalty", "effort", null], ignoreOrder: true);
    }

    [Fact]
    public void A_refund_follows_its_order_with_the_same_amount()
    {
        var orders = Lines.Value.Where(line => line.Type == "conversion").ToDictionary(line => line.Order!);

        var refunds = Lines.Value.Where(line => line.Type == "refund").ToArray();

        refunds.ShouldNotBeEmpty();
        refunds.ShouldAllBe(refund => orders[refund.Order!].Amount == refund.Amount && orders[refund.Order!].At < refund.At);
    }

    [Fact]
    public void The_new_message_is_shown_from_the_first_moment_of_the_break_day()
    {
        var dawn = SampleCampaign.BreakDate().AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var shown = Lines.Value.Where(line => line.Type == "impression").ToArray();

        shown.Where(line => line.Message == SampleCampaign.MessageAfter).Min(line => line.At).ShouldBe(dawn);
        shown.Where(line => line.Message == SampleCampaign.MessageBefore).Max(line => line.At).ShouldBe(dawn - Duration.FromDays(1));
    }

    [Fact]
    public void Trust_breaks_for_new_customers_at_checkout_and_nowhere_else()
    {
        var groups = Lines
            .Value.Where(line => line.Kpi == "trust" && !IsMended(line))
            .GroupBy(line => (line.Campaign, line.Segment, line.Touchpoint))
            .ToArray();

        foreach (var group in groups)
        {
            var before = group.Where(IsBefore).Select(line => line.Score!.Value).ToArray();
            var after = group.Where(line => !IsBefore(line)).Select(line => line.Score!.Value).ToArray();
            var breaks = group.Key == (SampleCampaign.SpringLaunch, SampleCampaign.BreakSegment, SampleCampaign.BreakTouchpoint);

            // Answers spread by about 2.1 points; four standard errors leave room for sixteen looks at one seed.
            var tolerance = 4 * 2.1 * Math.Sqrt(1.0 / before.Length + 1.0 / after.Length);
            (after.Average() - before.Average()).ShouldBe(breaks ? -2.45 : 0, tolerance, $"{group.Key} of seed 7, in points of 10");
        }
        groups.Length.ShouldBe(16);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Conversion_holds_while_trust_falls(ulong seed)
    {
        var lines = SampleCampaign.Lines(seed, UntilItMends).Select(Line.Read).Where(line => line.Campaign == SampleCampaign.SpringLaunch).ToLookup(IsBefore);

        var before = ConversionRate(lines[true]);
        var after = ConversionRate(lines[false]);

        (after / before).ShouldBeInRange(0.98, 1.08, $"seed {seed}");
        (Trust(lines[false]) - Trust(lines[true])).ShouldBeInRange(-1.2, -0.7, $"seed {seed}, over all segments and touchpoints");
    }

    [Fact]
    public void Refunds_rise_after_the_break()
    {
        var lines = Lines.Value.Where(line => line.Campaign == SampleCampaign.SpringLaunch && !IsMended(line)).ToLookup(IsBefore);

        RefundRate(lines[false]).ShouldBeGreaterThan(1.4 * RefundRate(lines[true]), "seed 7");
    }

    [Fact]
    public void The_promise_is_taken_back_for_everybody_on_one_day_with_five_weeks_to_see_what_it_does()
    {
        var dawn = SampleCampaign.MendDate().AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var shown = Lines.Value.Where(line => line.Type == "impression").ToArray();

        shown.Where(line => line.Message == SampleCampaign.MessageMended).Min(line => line.At).ShouldBe(dawn);
        shown.Where(line => line.Message == SampleCampaign.MessageAfter).Max(line => line.At).ShouldBe(dawn - Duration.FromDays(1));
        (Lines.Value[^1].At - dawn).TotalDays.ShouldBeGreaterThan(35);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Trust_comes_back_where_it_was_lost_while_conversion_holds(ulong seed)
    {
        var lines = SampleCampaign.Lines(seed).Select(Line.Read).Where(line => line.Campaign == SampleCampaign.SpringLaunch).ToArray();
        var lost = lines.Where(line => line is { Kpi: "trust", Segment: SampleCampaign.BreakSegment, Touchpoint: SampleCampaign.BreakTouchpoint }).ToArray();

        var (before, broken, mended) = (
            Trust(lost.Where(IsBefore)),
            Trust(lost.Where(line => !IsBefore(line) && !IsMended(line))),
            Trust(lost.Where(IsMended))
        );

        mended.ShouldBe(before, 0.35, $"seed {seed}, in points of 10");
        (mended - broken).ShouldBeGreaterThan(2, $"seed {seed}, in points of 10");
        (ConversionRate(lines.Where(IsMended)) / ConversionRate(lines.Where(line => !IsBefore(line) && !IsMended(line)))).ShouldBeInRange(
            0.92,
            1.03,
            $"seed {seed}"
        );
    }

    [Fact]
    public void Scale_multiplies_people_and_not_the_daily_counts()
    {
        var small = Count(new SampleOptions { Days = 10, Scale = 0.5 });
        var large = Count(new SampleOptions { Days = 10, Scale = 2 });

        ((double)large.Conversions / small.Conversions).ShouldBeInRange(3.4, 4.6, "seed 7");
        large.DailyCounts.ShouldBe(small.DailyCounts);

        static (int Conversions, int DailyCounts) Count(SampleOptions options)
        {
            var types = SampleCampaign.Lines(Seed, options).Select(Line.Read).CountBy(line => line.Type).ToDictionary();
            return (types["conversion"], types["impression"]);
        }
    }

    [Fact]
    public void Options_that_make_no_campaign_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SampleOptions { Days = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new SampleOptions { Scale = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new SampleOptions { Scale = double.NaN });
    }

    private static bool IsBefore(Line line) => line.At < SampleCampaign.BreakDate().AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    private static bool IsMended(Line line) => line.At >= SampleCampaign.MendDate().AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    private static double Trust(IEnumerable<Line> lines) => lines.Where(line => line.Kpi == "trust").Average(line => line.Score!.Value);

    private static double ConversionRate(IEnumerable<Line> lines) =>
        lines.Count(line => line.Type == "conversion") / (double)lines.Where(line => line.Type == "visit").Sum(line => line.Count);

    private static double RefundRate(IEnumerable<Line> lines) =>
        lines.Count(line => line.Type == "refund") / (double)lines.Count(line => line.Type == "conversion");

    private sealed record Line(
        string Id,
        string Type,
        Instant At,
        string Campaign,
        string? Message,
        string? Touchpoint,
        string? Segment,
        string? Customer,
        string? Kpi,
        double? Score,
        double? Lowest,
        double? Highest,
        string? Amount,
        string? Order,
        int Count
    )
    {
        public static Line Read(string text)
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            var scale = json.TryGetProperty("scale", out var ends) ? ends : default(JsonElement?);
            return new Line(
                Text("id")!,
                Text("type")!,
                InstantPattern.General.Parse(Text("occurredAt")!).Value,
                Text("campaign")!,
                Text("message"),
                Text("touchpoint"),
                Text("segment"),
                Text("customer"),
                Text("kpi"),
                json.TryGetProperty("score", out var score) ? score.GetDouble() : null,
                scale?[0].GetDouble(),
                scale?[1].GetDouble(),
                Text("amount"),
                Text("order"),
                json.TryGetProperty("count", out var count) ? count.GetInt32() : 1
            );

            string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
    }
}
