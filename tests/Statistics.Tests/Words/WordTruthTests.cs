using CustomerPerformanceTracker.Statistics.Tests.Cases;
using CustomerPerformanceTracker.Statistics.Tests.Effects;

namespace CustomerPerformanceTracker.Statistics.Tests.Words;

/// <summary>Words of public texts in which nothing rose, or a theme that was planted.</summary>
public sealed class WordTruthTests
{
    private static readonly int Runs = Simulation.Runs(12, longer: 150);

    private static readonly string[] Theme =
    [
        "the renewal was hidden and I was charged twice",
        "I was charged for a renewal I never asked for",
        "renewal again, and charged without a word",
        "they charged me for the renewal",
    ];

    /// <summary>Respondents before and after, and the shares of one of two strata before and after.</summary>
    public static TheoryData<int, int, double, double> QuietPeriods =>
        new()
        {
            { 200, 200, 0.5, 0.5 },
            { 1_000, 1_000, 0.5, 0.5 },
            { 1_000, 100, 0.5, 0.5 },
            { 100, 1_000, 0.5, 0.5 },
            { 2_000, 200, 0.5, 0.5 },
            { 200, 200, 0.7, 0.3 },
            { 1_000, 1_000, 0.7, 0.3 },
            { 1_000, 100, 0.7, 0.3 },
            { 100, 1_000, 0.7, 0.3 },
            { 2_000, 200, 0.4, 0.3 },
            { 2_000, 1_000, 0.35, 0.3 },
        };

    [Theory]
    [MemberData(nameof(QuietPeriods))]
    public void Hardly_ever_does_a_word_rise_where_nothing_changed_but_the_mix(int before, int after, double productsBefore, double productsAfter)
    {
        var snippets = new Snippets();

        var risen = Enumerable.Range(1, Runs).Count(seed => Found(snippets.Quiet(before, after, productsBefore, productsAfter, seed)).Groups.Count > 0);

        TestContext.Current.SendDiagnosticMessage($"{before}:{after}, mix {productsBefore} to {productsAfter}: {(double)risen / Runs:F3} of {Runs}");
        ((double)risen / Runs).ShouldBeLessThanOrEqualTo(Truth.IsLong ? 0.07 : 0.2);
    }

    [Fact]
    public void A_mix_that_moved_raises_words_where_strata_are_not_looked_at()
    {
        var snippets = new Snippets();

        var risen = Enumerable
            .Range(1, Runs)
            .Count(seed => RisingWords.Of(snippets.Quiet(1_000, 1_000, 0.7, 0.3, seed), mixMoved: false) is WordOutcome.Found { Groups.Count: > 0 });

        risen.ShouldBeGreaterThan(Runs / 2);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_000)]
    public void A_theme_of_a_tenth_of_200_answers_is_named(int before)
    {
        var snippets = new Snippets();

        var named = Enumerable.Range(1, Runs).Count(seed => Names(Found(Planted(snippets, before, after: 200, share: 0.1, seed)), "renewal", "charged"));

        TestContext.Current.SendDiagnosticMessage($"a theme of .1 of 200 after {before}: {(double)named / Runs:F3} of {Runs}");
        ((double)named / Runs).ShouldBeGreaterThanOrEqualTo(Truth.IsLong ? 0.85 : 0.65);
    }

    [Fact]
    public void A_renewal_that_nobody_asked_for_is_named_within_two_months()
    {
        var found = Of(Beans.Written(), split: Beans.Break, until: new DateOnly(2025, 8, 9).DayNumber);

        string[] terms = [.. found.Groups.SelectMany(group => group.Terms).Select(term => term.Text)];
        terms.ShouldContain("renewal");
        terms.ShouldContain("cancel");
        terms.ShouldContain("charged");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(120)]
    public void Nothing_rises_before_the_renewal(int days) => Of(Beans.Written(), split: Beans.Break - days, until: Beans.Break - 1).Groups.ShouldBeEmpty();

    private static WordOutcome.Found Of(Beans shop, int split, int until)
    {
        var respondents = new Dictionary<string, int>(StringComparer.Ordinal);
        int Number(string customer) => respondents.TryGetValue(customer, out var number) ? number : respondents[customer] = respondents.Count;
        return Found([
            .. shop.Answers.Where(answer => answer.Day <= until).Select(answer => new Comment(Number(answer.Customer), answer.Day >= split, 0, answer.Comment)),
        ]);
    }

    private static Comment[] Planted(Snippets snippets, int before, int after, double share, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. snippets
                .Quiet(before, after, productsBefore: 1, productsAfter: 1, seed)
                .Select(comment =>
                    comment.After && random.NextDouble() < share ? comment with { Text = $"{comment.Text} {Theme[random.Next(Theme.Length)]}" } : comment
                ),
        ];
    }

    private static bool Names(WordOutcome.Found found, params string[] words) =>
        found.Groups.Any(group => words.All(word => group.Terms.Any(term => term.Text == word)));

    private static WordOutcome.Found Found(IReadOnlyList<Comment> comments) => RisingWords.Of(comments).ShouldBeOfType<WordOutcome.Found>();
}
