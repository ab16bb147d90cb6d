using System.Reflection;

namespace CustomerPerformanceTracker.Postgres.Migrations;

/// <summary>The files that an assembly brings for the schema: the resources under one of its folders.</summary>
internal static class SchemaFiles
{
    /// <summary>Name and text of every file in a folder of an assembly, in order. A name is <c>Log/007-signal.sql</c>.</summary>
    public static IEnumerable<(string Name, string Text)> In(Assembly assembly, string folder)
    {
        var name = assembly.GetName().Name!;
        var prefix = $"{name}.{folder}.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return ($"{name[(name.LastIndexOf('.') + 1)..]}/{resource[prefix.Length..]}", reader.ReadToEnd());
        }
    }
}
