using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>
/// A native signal for the way in: the sentiment of a comment, or the retraction of one. It holds nothing of the text. Its id is made of the scorer, with its
/// version, and of the answer's id, so the same scorer never scores an answer twice, and another version scores it beside the first.
/// </summary>
/// <param name="Source">The scorer with its version; likewise <paramref name="Lexicon"/>.</param>
/// <param name="Answer">The id, as the log has it, of the signal whose comment was scored.</param>
internal sealed record ScoreLine(
    string Id,
    string Type,
    Instant OccurredAt,
    Instant ReceivedAt,
    string Campaign,
    string? Message,
    string? Touchpoint,
    string? Channel,
    string? Segment,
    string? Customer,
    decimal? Score,
    int[]? Scale,
    string? Source,
    string? Lexicon,
    Guid? Answer,
    string? Corrects
)
{
    private static readonly int[] Ends = [-1, 1];

    /// <summary>The values of the workspace's own dimensions, each under the dimension's name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Own { get; set; }

    public static string IdOf(ISentimentScorer scorer, AnswerText answer) => $"sentiment of {answer.Signal:D} by {scorer.Name}";

    public static ScoreLine Of(ISentimentScorer scorer, AnswerText answer) =>
        new(
            IdOf(scorer, answer),
            SignalKinds.NameOf(SignalKind.Sentiment),
            answer.OccurredAt,
            answer.ReceivedAt,
            answer.Campaign,
            answer.Message,
            answer.Touchpoint,
            answer.Channel,
            answer.Segment,
            answer.Customer,
            (decimal)scorer.Score(answer.Text).Compound,
            Ends,
            scorer.Name,
            scorer.Lexicon,
            answer.Signal,
            Corrects: null
        )
        {
            Own = answer.Own?.ToElements(),
        };

    /// <summary>Takes back the score of an answer that was corrected.</summary>
    public static ScoreLine Retraction(ISentimentScorer scorer, AnswerText answer, Instant correctedAt) =>
        new(
            RetractionIdOf(scorer, answer),
            SignalKinds.NameOf(SignalKind.Retraction),
            answer.OccurredAt,
            Instant.Max(answer.ReceivedAt, correctedAt),
            answer.Campaign,
            Message: null,
            Touchpoint: null,
            Channel: null,
            Segment: null,
            Customer: null,
            Score: null,
            Scale: null,
            Source: null,
            Lexicon: null,
            Answer: null,
            IdOf(scorer, answer)
        );

    public static string RetractionIdOf(ISentimentScorer scorer, AnswerText answer) => $"retraction of {IdOf(scorer, answer)}";
}

/// <summary>How a line is written.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ScoreLine))]
internal sealed partial class ScoreLines : JsonSerializerContext;
