namespace CustomerPerformanceTracker.Intake.Mappings;

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
/// <item><c>format</c>: csv, tsv, ndjson, json or segment; for CSV also <c>delimiter</c>, <c>header</c> (its row, from 1, or none; rows before it are passed
/// over) and <c>skip</c> (further rows that are no data). A passed row whose time can be read is refused: it is data.</item>
/// <item><c>time</c>: <c>value</c>, <c>pattern</c> (one or a list: rfc3339, unix, unix_ms, unix_us or NodaTime's letters) and <c>zone</c> (IANA), which
/// local times need. A date without a time of day is a day of the workspace, whose zone another one here would contradict.</item>
/// <item><c>receivedAt</c>: the same, or a template read as <c>time</c> is; read of a history only, and passed over otherwise.</item>
/// <item><c>currency</c>: where a signal names none. <c>identity</c>, where signals have no <c>id</c>: <c>content</c> (identical rows are one event,
/// and a signal whose <c>id</c> is empty has one derived from its row) or <c>line</c> (the place in the file counts too).</item>
/// <item><c>signals</c>: a list; each has <c>type</c>, <c>campaign</c> and any field of a native signal, <c>when</c>, <c>time</c> and
/// <c>attributes</c> (name: template).</item>
/// </list>
/// Text fields are templates (<c>"steam-{appid}"</c>, <c>{name|otherwise}</c>, <c>{name|{another}}</c>). <c>count</c>, <c>score</c>, <c>amount</c> and the ends
/// of <c>scale</c> are formulas (<c>"{reviews} - {recommended}"</c>, <c>round({micros} / 1000000, 2)</c>); <c>when</c> is a comparison.
/// Neither a count nor an amount is rounded unless the formula says so. Nothing and 0 give no signal where the figure should be that a signal is about: its
/// count, without one its score, without both its amount. <c>{name|}</c> says that a column may be missing. A column is a header's name or <c>{#3}</c>, in JSON
/// a path: <c>{context.campaign.name}</c>, <c>{answers[field.ref=trust].number}</c>.
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
    public static Mapping Parse(string yaml) => MappingFile.Parse(yaml, kept: false);

    /// <summary>
    /// Reads a mapping that rejected rows were kept with. An older release took a row's line for its identity where the file said nothing; so does this.
    /// </summary>
    /// <exception cref="IntakeException">The file is no mapping any more.</exception>
    internal static Mapping ParseKept(string yaml) => MappingFile.Parse(yaml, kept: true);
}

/// <summary>What a mapping file says. Rows are numbered from 1, whatever stands in them.</summary>
internal sealed record MappingShape(
    SourceFormat Format,
    char Delimiter,
    int HeaderRow,
    IReadOnlySet<long> SkippedRows,
    bool IdentityByContent,
    IReadOnlyList<SignalRule> Signals,
    IReadOnlyCollection<Column> Columns
)
{
    /// <summary>The number of the header's row where there is none and every row is data.</summary>
    public const int NoHeader = 0;
}
