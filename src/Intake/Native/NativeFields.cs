using System.Text.Json;
using System.Text.Unicode;
using CustomerPerformanceTracker.Intake.Values;

namespace CustomerPerformanceTracker.Intake.Native;

/// <summary>
/// Fills a draft from the JSON object of a native signal in a single pass over its UTF-8 bytes, without text for anything but what the signal keeps.
/// Names it does not know go into the attributes, as do the raw score and its scale.
/// </summary>
internal sealed class NativeFields(SignalDraft draft)
{
    // The longest text that can still be within its limit, each of its characters escaped as \uXXXX.
    private const int LongestText = 6 * IntakeLimits.CommentCharacters;
    private static readonly Fault NotUtf8 = new(null, RejectCode.InvalidUtf8, "the line is not UTF-8");
    private static readonly Fault NotAnObject = new(null, RejectCode.NotAnObject, "a signal is a JSON object");
    private static readonly Fault NotJson = new(null, RejectCode.InvalidJson, "the line is not JSON");
    private readonly JsonWalk walk = new();
    private char[] scratch = new char[1024];
    private int seen;

    /// <summary>Sets what the object says in a draft that is clear.</summary>
    public Fault? Fill(ReadOnlySpan<byte> line)
    {
        walk.Begin();
        seen = 0;
        if (!Utf8.IsValid(line))
            return NotUtf8;
        try
        {
            var reader = new Utf8JsonReader(line, JsonWalk.Options);
            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? Fill(ref reader) : walk.Walk(ref reader, null) ?? NotAnObject;
        }
        catch (JsonException e)
        {
            return NotJson with { Reason = $"the line is not JSON: it goes wrong at byte {(e.BytePositionInLine ?? 0) + 1}" };
        }
    }

    /// <summary>Whether the object last read has a property of this name.</summary>
    public bool Has(string name) => NativeField.Find(Encoding.UTF8.GetBytes(name)) is >= 0 and var field ? (seen & (1 << field)) != 0 : walk.Saw(name);

    private Fault? Fill(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = NativeField.Find(ref reader);
            var bit = field < 0 ? 0 : 1 << field;
            var fault =
                (seen & bit) != 0
                    ? new Fault(NativeField.NameOf(field), RejectCode.DuplicateProperty, $"the name '{NativeField.NameOf(field)}' stands twice")
                    : Take(field, ref reader);
            if (fault is not null)
                return fault;
            seen |= bit;
        }

        // Whatever stands after the object makes the reader throw.
        reader.Read();
        return null;
    }

    private Fault? Take(int field, ref Utf8JsonReader reader)
    {
        if (field == NativeField.Unknown)
            return walk.See(ref reader) ?? Keep(ref reader);

        reader.Read();
        return reader.TokenType == JsonTokenType.Null
            ? null
            : field switch
            {
                NativeField.Score => TakeScore(ref reader),
                NativeField.Scale => TakeScale(ref reader),
                NativeField.Amount => TakeAmount(ref reader),
                NativeField.Count => TakeCount(ref reader),
                _ => TakeText(NativeField.Texts[field], ref reader),
            };
    }

    /// <summary>Copies the property the reader stands on into the attributes.</summary>
    private Fault? Keep(ref Utf8JsonReader reader)
    {
        draft.Attributes.Append(ref reader);
        reader.Read();
        return walk.Walk(ref reader, draft.Attributes);
    }

    private Fault? TakeScore(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !Fraction.TryParse(reader.ValueSpan, out var score))
            return new Fault("score", RejectCode.InvalidScore, "the score is a JSON number");
        draft.Score = score;
        draft.Attributes.Append("score"u8, reader.ValueSpan);
        return null;
    }

    private Fault? TakeScale(ref Utf8JsonReader reader)
    {
        if (
            reader.TokenType == JsonTokenType.StartArray
            && TryNumber(ref reader, out var min)
            && reader.ValueSpan is var low
            && TryNumber(ref reader, out var max)
            && reader.ValueSpan is var high
            && reader.Read()
            && reader.TokenType == JsonTokenType.EndArray
        )
        {
            draft.Scale = (min, max);
            draft.Attributes.AppendPair("scale"u8, low, high);
            return null;
        }

        return new Fault("scale", RejectCode.InvalidScale, "the scale is two numbers, its lowest and its highest value, as [1, 5]");
    }

    private static bool TryNumber(ref Utf8JsonReader reader, out Fraction number)
    {
        number = default;
        return reader.Read() && reader.TokenType == JsonTokenType.Number && Fraction.TryParse(reader.ValueSpan, out number);
    }

    private Fault? TakeAmount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String) || !Fraction.TryParse(reader.ValueSpan, out var amount))
            return new Fault("amount", RejectCode.InvalidAmount, "the amount is a decimal number, as 49.90 or \"49.90\"");
        draft.Amount = amount;
        return null;
    }

    private Fault? TakeCount(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && Fraction.TryParse(reader.ValueSpan, out var count)
            ? draft.SetCount(count)
            : new Fault("count", RejectCode.InvalidCount, $"the count is a whole number from 1 to {IntakeLimits.Count}");

    private Fault? TakeText(TextField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return field.Place is Place.OccurredAt or Place.ReceivedAt
                ? new Fault(field.Name, RejectCode.InvalidTime, $"{field.Name} is text, as 2025-03-01T12:00:00Z; the unit of a bare number would be a guess")
                : new Fault(field.Name, RejectCode.InvalidText, $"{field.Name} is text");
        }

        if (field.Place == Place.OccurredAt && !reader.ValueIsEscaped && !reader.ValueSpan.IsEmpty)
            return draft.SetOccurred(reader.ValueSpan);
        if (reader.ValueSpan.Length > LongestText)
            return new Fault(field.Name, RejectCode.TextTooLong, $"{field.Name} has more than {field.Limit} characters");
        if (reader.ValueIsEscaped && JsonText.Check(reader.ValueSpan) is { } fault)
            return fault with { Field = field.Name };
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new char[LongestText];
        return draft.SetText(field, scratch.AsSpan(0, reader.CopyString(scratch)));
    }
}
