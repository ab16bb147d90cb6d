namespace CustomerPerformanceTracker.Tracker.Tests.Voices;

/// <summary>Answers with comments, as lines of a file.</summary>
internal static class Written
{
    public static readonly Authorship Ada = new("ada", "to know what broke trust");

    public static string Answer(string id, string comment, string? customer = null, string day = "2025-05-10", string more = "") =>
        $$"""{"id":"{{id}}","type":"survey_answer","occurredAt":"{{day}}T12:00:00Z","campaign":"spring","kpi":"trust","score":2,"scale":[1,5],{{more}}"customer":"{{customer ?? $"customer-{id}"}}","comment":"{{comment}}"}""";

    public static async Task<Engine> OfAsync(Workspaces workspaces, TimeProvider clock, params IEnumerable<string> lines)
    {
        var engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        return engine;
    }

    public static async Task<IReadOnlyList<JournalEntry>> ReadingsAsync(this Engine engine) =>
        await engine.Journal.ReadStreamAsync("voices", CancellationToken.None);
}
