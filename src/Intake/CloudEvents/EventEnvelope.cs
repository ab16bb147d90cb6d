using System.Text.Json;
using System.Text.Unicode;
using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.CloudEvents;

/// <summary>
/// Where in an event's bytes its attributes stand. One pass finds them, in whatever order the producer wrote them; the data is passed over, and read
/// once it is known what stands around it.
/// </summary>
internal sealed class EventEnvelope
{
    private const int Known = (int)EventAttribute.DataBase64 + 1;
    private static readonly Fault NotUtf8 = new(null, RejectCode.InvalidUtf8, "the event is not UTF-8");
    private static readonly Fault NotAnObject = new(null, RejectCode.NotAnObject, "an event is a JSON object");
    private static readonly string[] Names =
    [
        "specversion",
        "id",
        "source",
        "type",
        "time",
        "subject",
        "recordedtime",
        "datacontenttype",
        "dataschema",
        "data",
        "data_base64",
    ];

    private readonly (int Start, int End)[] places = new (int, int)[Known];
    private readonly List<(string Name, int Start, int End)> extensions = [];
    private readonly JsonWalk walk = new();
    private char[] scratch = new char[1024];

    public static string NameOf(EventAttribute attribute) => Names[(int)attribute];

    /// <summary>Attributes that are none of the named ones: a name, and where its value stands.</summary>
    public IReadOnlyList<(string Name, int Start, int End)> Extensions => extensions;

    public bool Has(EventAttribute attribute) => places[(int)attribute].End > 0;

    /// <summary>The bytes of an attribute's value; none where the event has no such attribute, or null for it.</summary>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> json, EventAttribute attribute) => json[places[(int)attribute].Start..places[(int)attribute].End];

    /// <summary>The characters of an attribute; none where the event does not have it. They are valid until the next one is asked for.</summary>
    public Fault? Text(ReadOnlySpan<byte> json, EventAttribute attribute, int limit, out ReadOnlySpan<char> text)
    {
        text = [];
        if (!Has(attribute))
            return null;

        var reader = new Utf8JsonReader(Value(json, attribute));
        reader.Read();
        var name = NameOf(attribute);
        if (reader.TokenType != JsonTokenType.String)
            return new Fault(name, RejectCode.InvalidText, $"{name} is text");
        if (reader.ValueSpan.Length > 6 * limit)
            return new Fault(name, RejectCode.TextTooLong, $"{name} has more than {limit} characters");
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new char[reader.ValueSpan.Length];
        text = scratch.AsSpan(0, reader.CopyString(scratch));
        return text.Length > limit ? new Fault(name, RejectCode.TextTooLong, $"{name} has {text.Length} characters; at most {limit} are kept")
            : text.ContainsAnyInRange('\0', '\u001F') ? new Fault(name, RejectCode.ControlCharacter, $"{name} holds a control character (a tab or a line end?)")
            : null;
    }

    public Fault? Read(ReadOnlySpan<byte> json)
    {
        Array.Clear(places);
        extensions.Clear();
        walk.Begin();
        if (!Utf8.IsValid(json))
            return NotUtf8;
        try
        {
            // How deep the data is nested is for its own reader to say.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Math.Max(json.Length, 1) });
            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? Read(ref reader) : NotAnObject;
        }
        catch (JsonException e)
        {
            return new Fault(
                null,
                RejectCode.InvalidJson,
                $"the event is not JSON: it goes wrong at byte {(e.BytePositionInLine ?? 0) + 1} of its line {(e.LineNumber ?? 0) + 1}"
            );
        }
    }

    private Fault? Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (walk.See(ref reader) is { } twice)
                return twice;
            var known = Find(ref reader);
            var name = known < 0 ? reader.GetString()! : Names[known];
            reader.Read();
            if (Take(known, name, ref reader) is { } fault)
                return fault;
        }

        // Whatever stands after the object makes the reader throw.
        reader.Read();
        return null;
    }

    private Fault? Take(int known, string name, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var isData = known == (int)EventAttribute.Data;
        if (!isData && Check(name, ref reader) is { } fault)
            return fault;

        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        if (isNull)
            return null;
        if (known < 0)
            extensions.Add((name, start, (int)reader.BytesConsumed));
        else
            places[known] = (start, (int)reader.BytesConsumed);
        return null;
    }

    /// <summary>An attribute is text, a whole number or a truth, and one that can be stored.</summary>
    private Fault? Check(string name, ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject or JsonTokenType.StartArray => new Fault(
                name,
                RejectCode.InvalidText,
                $"{name} is an attribute of an event, so it is no object and no list"
            ),
            _ when walk.Walk(ref reader, null) is { } fault => fault with { Field = name },
            _ => null,
        };

    private static int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (reader.ValueTextEquals(Names[i]))
                return i;
        }

        return -1;
    }
}
