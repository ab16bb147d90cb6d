using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>SQL is source: statements longer than a line live in a .sql file beside the type that runs them.</summary>
public static class SqlFile
{
    private static readonly ConcurrentDictionary<(Type, string), string> Texts = new();

    /// <summary>The text of <paramref name="file"/> (no extension) in the folder of <paramref name="neighbour"/>.</summary>
    public static string Beside(Type neighbour, string file) =>
        Texts.GetOrAdd(
            (neighbour, file),
            static key =>
            {
                var name = $"{key.Item1.Namespace}.{key.Item2}.sql";
                using var stream = key.Item1.Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No embedded SQL named {name}.");
                using var reader = new StreamReader(stream);
                return reader.ReadToEnd();
            }
        );
}
