using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Intake.Values;

/// <summary>
/// Walks over a JSON value and sees what System.Text.Json lets pass: nesting, names that stand twice, text and numbers that cannot be stored.
/// While it walks it can copy the value, byte for byte but for the white space between tokens.
/// </summary>
internal sealed class JsonWalk
{
    private const int KeptScopes = 4096;
    private static readonly Fault Deep = new(null, RejectCode.TooDeep, $"nested {IntakeLimits.Depth} deep or deeper");
    private readonly StringPool _names = new(512);
    private char[] _scratch = new char[256];
    private readonly int[] _scopes = new int[IntakeLimits.Depth];
    private HashSet<(int Scope, string Name)> _seen = [];
    private int _scope;

    /// <summary>Reader options under which every depth that is refused here is still well-formed for the reader.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = IntakeLimits.Depth + 1 };

    /// <summary>Forgets the names of the row before.</summary>
    public void Begin()
    {
        if (_seen.Count > KeptScopes)
            _seen = [];
        else if (_seen.Count > 0)
            _seen.Clear();
        _scope = 0;
    }

    /// <summary>A name of the row's own object; a fault when it stood before.</summary>
    public Fault? See(ref Utf8JsonReader reader) => See(ref reader, 0);

    /// <summary>Walks the value the reader stands on to its end, copying it when there is a copy to make.</summary>
    public Fault? Walk(ref Utf8JsonReader reader, CompactJson? copy)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (Check(ref reader) is { } fault)
                return fault;
            copy?.Append(ref reader);
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName || reader.CurrentDepth > depth)
            && reader.Read());

        return null;
    }

    private Fault? Check(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (reader.CurrentDepth + 1 >= IntakeLimits.Depth)
                    return Deep;
                _scopes[reader.CurrentDepth + 1] = ++_scope;
                return null;
            case JsonTokenType.PropertyName:
                return See(ref reader, _scopes[reader.CurrentDepth]);
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
        if (_scratch.Length < reader.ValueSpan.Length)
            _scratch = new char[reader.ValueSpan.Length];
        var name = _names.Get(_scratch.AsSpan(0, reader.CopyString(_scratch)));
        return _seen.Add((scope, name)) ? null : new Fault(null, RejectCode.DuplicateProperty, $"the name {Quote(name)} stands twice");
    }

    private static string Quote(string name) => name.Length <= 60 ? $"'{name}'" : $"'{name[..60]}...'";
}
