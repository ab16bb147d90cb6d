namespace CustomerPerformanceTracker.Cli;

/// <summary>Options every command has.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Database = new("--database")
    {
        Description = "Connection string of a PostgreSQL 15 or later; absent: a private server under --data. Also CPT_DATABASE.",
        Recursive = true,
        DefaultValueFactory = _ => Variable("CPT_DATABASE"),
    };

    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the private server and of kept checkpoints. Also CPT_DATA.",
        Recursive = true,
        DefaultValueFactory = _ => Variable("CPT_DATA") ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cpt"),
    };

    public static readonly Option<string> Workspace = new("--workspace")
    {
        Description = "Workspace to work in. Also CPT_WORKSPACE.",
        Recursive = true,
        DefaultValueFactory = _ => Variable("CPT_WORKSPACE") ?? Postgres.Workspace.Default,
    };

    public static readonly Option<string> Zone = new("--zone")
    {
        Description = "IANA time zone that a new workspace counts its days in; fixed once the workspace is made. Also CPT_ZONE.",
        Recursive = true,
        DefaultValueFactory = _ => Variable("CPT_ZONE") ?? "UTC",
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON document to stdout; progress and notices go to stderr.",
        Recursive = true,
    };

    public static IEnumerable<Option> All => [Database, Data, Workspace, Zone, Json];

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
