using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Voices.Records;

/// <summary>
/// The data of voices_read: what somebody looked for among the comments of a campaign, and how many were shown. It holds no text of a comment.
/// </summary>
/// <param name="Read">What was read: <c>sample</c>, <c>rose</c> for the words that rose with their quotes, or <c>behind</c> for the texts beside the
/// signals that a figure rests on.</param>
/// <param name="At">The cursor <c>at</c> as it was given; likewise <paramref name="Known"/>.</param>
/// <param name="Seal">The seal that replays the reading.</param>
/// <param name="Seed">What the texts were drawn by; 0 where none were drawn.</param>
/// <param name="Only">What the comments' signals had to name, as <c>channel=email</c>; null for anything.</param>
/// <param name="Search">The words searched for; null where there were none.</param>
/// <param name="Comments">Comments that the reading looked at.</param>
/// <param name="Shown">Comments whose text was shown.</param>
internal sealed record StoredVoicesRead(
    string Read,
    string Campaign,
    LocalDate From,
    LocalDate To,
    string? At,
    string? Known,
    int Seal,
    string? Only,
    string? Search,
    long Seed,
    int Comments,
    int Shown
);

/// <summary>How the stored data of readings is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredVoicesRead))]
internal sealed partial class ReadingForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ReadingForms(options));
}
