namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>The form of a mapped source.</summary>
public enum SourceFormat
{
    /// <summary>RFC 4180 text with one header row.</summary>
    Csv,

    /// <summary>The same with tabs.</summary>
    Tsv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>
    /// Calls of Segment's HTTP API or bodies of its batches, one a line or in one JSON array. A call of a batch has the batch's <c>context</c>
    /// where it has none of its own, and two equal calls without a <c>messageId</c> are one event, wherever they stand.
    /// </summary>
    Segment,
}

/// <summary>
/// How the rows of a foreign source become signals, as a mapping file says. Immutable; one mapping serves any number of readers.
/// </summary>
/// <remarks>
/// A mapping file is YAML:
/// <list type="bullet">
/// <item><c>format</c>: csv, tsv, ndjson, json or segment; for CSV also <c>delimiter</c>, <c>header</c> (its row, from 1; rows before it are passed
/// over) and <c>skip</c> (further rows that are no data).</item>
/// <item><c>time</c>: <c>value</c>, <c>pattern</c> (one or a list: rfc3339, unix, unix_ms, unix_us or NodaTime's letters) and <c>zone</c> (IANA).
/// A pattern without a time of day means the start of that day in the zone.</item>
/// <item><c>receivedAt</c>: the same, or a template read as <c>time</c> is; read of a history only, and passed over otherwise.</item>
/// <item><c>currency</c>: where a signal names none. <c>identity: content</c>: identical rows are one event,
/// and a signal whose <c>id</c> is empty has one derived from its row.</item>
/// <item><c>signals</c>: a list; each has <c>type</c>, <c>campaign</c> and any field of a native signal, <c>when</c>, <c>time</c> and
/// <c>attributes</c> (name: template).</item>
/// </list>
/// Text fields are templates (<c>"steam-{appid}"</c>, <c>{name|otherwise}</c>, <c>{name|{another}}</c>). <c>count</c>, <c>score</c>, <c>amount</c> and the ends of
/// <c>scale</c> are formulas (<c>"{reviews} - {recommended}"</c>, <c>round({micros} / 1000000, 2)</c>); <c>when</c> is a comparison.
/// A count is rounded half to even; an amount is never rounded unless the formula says so. A count of 0 gives no signal, and neither does an
/// empty cell in a count, a score or the amount of a spend. A column is a header's name or <c>{#3}</c>, in JSON a path:
/// <c>{context.campaign.name}</c>, <c>{answers[field.ref=trust].number}</c>.
/// </remarks>
public sealed class Mapping
{
    internal Mapping(MappingShape shape, string yaml) => (Shape, Yaml) = (shape, yaml);

    public SourceFormat Format => Shape.Format;

    /// <summary>The file as its author wrote it.</summary>
    public string Yaml { get; }

    internal MappingShape Shape { get; }

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="IntakeException">The file is no mapping; the message names the line and what is wrong with it.</exception>
    public static Mapping Parse(string yaml) => MappingFile.Parse(yaml);
}

/// <summary>What a mapping file says. Rows are numbered from 1, whatever stands in them.</summary>
internal sealed record MappingShape(
    SourceFormat Format,
    char Delimiter,
    int HeaderRow,
    IReadOnlySet<long> SkippedRows,
    bool IdentityByContent,
    IReadOnlyList<SignalRule> Signals,
    IReadOnlyCollection<Column> Columns);
