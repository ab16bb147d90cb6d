using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt stats sentiment</c>.</summary>
internal static class TextSentiment
{
    public static Command Sentiment()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row, one text a row." };
        var column = new Option<string>("--column") { Description = "Column of the texts; an empty cell scores 0.", Required = true };
        var command = new Command(
            "sentiment",
            "The feeling of each text by VADER 3.3.2, from -1 (negative) to 1 (positive), with its shares of negative, neutral and positive. English only: "
                + "the score of a text in another language means nothing."
        )
            .With(file, column)
            .WithExample("cpt stats sentiment comments.csv --column text", "cpt stats sentiment comments.csv --column text --json");
        command.SetAction(options =>
        {
            var texts = NumberTable.Read(options.GetRequiredValue(file)).Texts(options.GetRequiredValue(column));
            var scorer = VaderScorer.English;
            SentimentScore[] scores = [.. texts.Select(text => scorer.Score(text))];
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(SentimentScoresView.Of(scorer, scores));
            else
                foreach (var line in SentimentText.Lines(scorer, texts, scores, Output.Width))
                    Console.WriteLine(line);
            return ExitCode.Done;
        });
        return command;
    }
}
