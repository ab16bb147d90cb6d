using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>Which of Segment's events give which signals: a mapping file of the format segment.</summary>
public static class SegmentMapping
{
    /// <summary>The mapping file in force where a workspace has set none: <c>samples/mappings/segment.yaml</c>.</summary>
    public static string DefaultYaml { get; } = ReadDefault();

    public static Mapping Default { get; } = Parse(DefaultYaml);

    /// <summary>Reads a mapping of Segment's calls.</summary>
    /// <exception cref="IntakeException">The file is no mapping, or one of another format.</exception>
    public static Mapping Parse(string yaml)
    {
        var mapping = Mapping.Parse(yaml);
        Check(mapping);
        return mapping;
    }

    internal static void Check(Mapping mapping)
    {
        if (mapping.Format != SourceFormat.Segment)
            throw new IntakeException("invalid_mapping", "Mapping file: the calls of Segment's API need `format: segment`.");
    }

    private static string ReadDefault()
    {
        using var file = new StreamReader(typeof(SegmentMapping).Assembly.GetManifestResourceStream("segment.yaml")!);
        return file.ReadToEnd();
    }
}
