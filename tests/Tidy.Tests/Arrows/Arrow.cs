namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// One type of the program uses another of another module. A module is a project, or a folder directly in one: `Server`, `Server.Delivery`.
/// </summary>
internal sealed record Arrow(string From, string To, string Type)
{
    /// <summary>
    /// The arrow as the table draws it: between projects where it leaves one, else between two folders; null between a folder and the types that lie
    /// directly in its project, which every folder may use and which compose the folders.
    /// </summary>
    public Arrow? Drawn() =>
        Project(From) != Project(To) ? new(Project(From), Project(To), Type)
        : From.Contains('.') && To.Contains('.') ? this
        : null;

    private static string Project(string module) => module.Split('.')[0];
}
