using System.Text.Json;
using System.Text.Unicode;

namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>
/// Walks over a JSON value and sees what System.Text.Json lets pass: nesting, names that stand twice, text and numbers that cannot be stored.
/// While it walks it can copy the value, byte for byte but for the white space between tokens.
/// </summary>
internal sealed class JsonWalk
{
    private const int KeptScopes = 4096;
    private static readonly Fault Deep = new(null, RejectCode.TooDeep, $"nested {IntakeLimits.Depth} deep or deeper");
    private static readonly Fault NotUtf8 = new(null, RejectCode.InvalidUtf8, "the row is not UTF-8");
    private static readonly Fault NotAnObject = new(null, RejectCode.NotAnObject, "a row is a JSON object");
    private readonly StringPool names = new(512);
    private char[] scratch = new char[256];
    private readonly int[] scopes = new int[IntakeLimits.Depth];
    private HashSet<(int Scope, string Name)> seen = [];
    private int scope;

    /// <summary>Reader options under which every depth that is refused here is still well-formed for the reader.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = IntakeLimits.Depth + 1 };

    /// <summary>Forgets the names of the row before.</summary>
    public void Begin()
    {
        if (seen.Count > KeptScopes)
            seen = [];
        else if (seen.Count > 0)
            seen.Clear();
        this.scope = 0;
    }

    /// <summary>Whether a row is one JSON object and nothing in it is refused here.</summary>
    public Fault? CheckObject(ReadOnlySpan<byte> row)
    {
        if (!Utf8.IsValid(row))
            return NotUtf8;
        try
        {
            Begin();
            var reader = new Utf8JsonReader(row, Options);
            reader.Read();
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            if (Walk(ref reader, null) is { } fault)
                return fault;
            reader.Read();
            return isObject ? null : NotAnObject;
        }
        catch (JsonException e)
        {
            return new Fault(null, RejectCode.InvalidJson, $"the row is not JSON: it goes wrong at byte {(e.BytePositionInLine ?? 0) + 1}");
        }
    }

    /// <summary>A name of the row's own object; a fault when it stood before.</summary>
    public Fault? See(ref Utf8JsonReader reader) => See(ref reader, 0);

    /// <summary>Whether a name of the row's own object was seen.</summary>
    public bool Saw(string name) => seen.Contains((0, name));

    /// <summary>Walks the value the reader stands on to its end, copying it when there is a copy to make.</summary>
    public Fault? Walk(ref Utf8JsonReader reader, CompactJson? copy)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (Check(ref reader) is { } fault)
                return fault;
            copy?.Append(ref reader);
        } while (
            (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName || reader.CurrentDepth > depth)
            && reader.Read()
        );

        return null;
    }

    private Fault? Check(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (reader.CurrentDepth + 1 >= IntakeLimits.Depth)
                    return Deep;
                scopes[reader.CurrentDepth + 1] = ++this.scope;
                return null;
            case JsonTokenType.PropertyName:
                return See(ref reader, scopes[reader.CurrentDepth]);
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? JsonText.Check(reader.ValueSpan) : null;
            case JsonTokenType.Number:
                return Fraction.IsWithinLimits(reader.ValueSpan)
                    ? null
                    : new Fault(null, RejectCode.InvalidNumber, $"a number has at most {IntakeLimits.NumberCharacters} characters and as large an exponent");
            default:
                return null;
        }
    }

    private Fault? See(ref Utf8JsonReader reader, int scope)
    {
        if (reader.ValueIsEscaped && JsonText.Check(reader.ValueSpan) is { } fault)
            return fault;
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new char[reader.ValueSpan.Length];
        var name = names.Get(scratch.AsSpan(0, reader.CopyString(scratch)));
        return seen.Add((scope, name)) ? null : new Fault(null, RejectCode.DuplicateProperty, $"the name {Quote(name)} stands twice");
    }

    private static string Quote(string name) => name.Length <= 60 ? $"'{name}'" : $"'{name[..60]}...'";
}
