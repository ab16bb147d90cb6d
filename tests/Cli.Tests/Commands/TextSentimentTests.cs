using CustomerPerformanceTracker.Statistics.Sentiment;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class TextSentimentTests(Cpt cpt) : IClassFixture<Cpt>
{
    private static readonly string[] Comments =
    [
        "The courier was really friendly!",
        "Late again, and nobody answers. NOT good.",
        "",
        "The box arrived on Tuesday with the second half of the order, as the shop had said it would",
        "Nice shop, but returning a parcel is a nightmare \U0001F620",
        "a \"quoted\" word, and a bell\u0007",
    ];

    private static SentimentScore[] Scores => [.. Comments.Select(text => VaderScorer.English.Score(text))];

    [Fact]
    public void A_person_reads_a_line_for_each_text_and_what_they_come_to() =>
        Golden.Matches(string.Concat(SentimentText.Lines(VaderScorer.English, Comments, Scores, width: 80).Select(line => line + "\n")), "sentiment.txt");

    [Fact]
    public void A_program_reads_the_scores_in_the_order_of_the_rows_as_JSON()
    {
        var view = SentimentScoresView.Of(VaderScorer.English, Scores);

        Golden.Matches(JsonSerializer.Serialize(view, Json.TypeOf<SentimentScoresView>(Json.Indented)) + "\n", "sentiment.json");
    }

    [Fact]
    public async Task Every_row_of_a_file_has_a_score_an_empty_one_too()
    {
        var file = cpt.File("comments.csv", "id,text", "1,\"Good, and \"\"fast\"\"\"", "2,", "3", "4,bad");

        var run = await cpt.RunAsync("stats", "sentiment", file, "--column", "text", "--json");

        run.Json.GetProperty("scorer").GetString().ShouldBe("vader 3.3.2");
        run.Json.GetProperty("compound").EnumerateArray().Select(score => score.GetDouble()).ShouldBe([0.4404, 0, 0, -0.5423]);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_refused_with_those_that_are()
    {
        var run = await cpt.RunAsync("stats", "sentiment", cpt.File("other.csv", "id,comment", "1,good"), "--column", "text");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("has no column 'text'. It has: id, comment.");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_refused_with_its_row()
    {
        var run = await cpt.RunAsync("stats", "sentiment", cpt.File("open.csv", "id,text", "1,good", "2,\"bad", "3,good"), "--column", "text");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("data row 2: its quotes do not match.");
    }

    [Fact]
    public async Task Help_says_that_texts_are_English()
    {
        var help = await cpt.RunAsync("stats", "sentiment", "--help");

        help.Output.ShouldContain("English only");
        help.Output.ShouldContain("cpt stats sentiment comments.csv --column text --json");
    }
}
