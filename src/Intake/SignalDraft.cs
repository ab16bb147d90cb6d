using CustomerPerformanceTracker.Intake.Values;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// A signal in the making: fields are set as a row gives them, in any order, and <see cref="Build"/> judges them together.
/// Native rows and mapped rows pass through the same rules here. One draft is used again for every row.
/// </summary>
internal sealed class SignalDraft(bool history)
{
    private static readonly string KindNames = string.Join(", ", SignalKinds.Names);
    private readonly StringPool names = new(8192);

    public Guid? Id { get; private set; }
    public SignalKind? Kind { get; set; }
    public long? OccurredAt { get; set; }
    public int Count { get; private set; }
    public Fraction? Score { get; set; }
    public (Fraction Min, Fraction Max)? Scale { get; set; }
    public Fraction? Amount { get; set; }
    public string? Customer { get; private set; }
    public long? ReceivedAt { get; private set; }

    /// <summary>Where ids are unique only within their source, that source; what the signal corrects is then an event of the same one.</summary>
    public Guid? Source { get; set; }

    /// <summary>Everything the columns do not hold.</summary>
    public CompactJson Attributes { get; } = new();

    private string? Campaign { get; set; }
    private string? Message { get; set; }
    private string? Touchpoint { get; set; }
    private string? Channel { get; set; }
    private string? Segment { get; set; }
    private string? Kpi { get; set; }
    private string? Comment { get; set; }
    private Currency.Unit? Unit { get; set; }
    private Guid? Corrects { get; set; }
    private bool CountGiven { get; set; }

    public bool HasCurrency => Unit is not null;

    /// <summary>Decimals of the currency; null where there is none.</summary>
    public int? Decimals => Unit?.Decimals;

    public void Clear()
    {
        (Id, Kind, OccurredAt, Count, Score, Scale, Amount) = (null, null, null, 1, null, null, null);
        (Campaign, Message, Touchpoint, Channel, Segment, Customer, Kpi, Comment) = (null, null, null, null, null, null, null, null);
        (Unit, Corrects, ReceivedAt, CountGiven, Source) = (null, null, null, false, null);
        Attributes.Clear();
    }

    /// <summary>Sets a field that is text; no characters at all are the same as no field.</summary>
    public Fault? SetText(TextField field, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return null;
        if (text.Length > field.Limit)
            return new Fault(field.Name, RejectCode.TextTooLong, $"{field.Name} has {text.Length} characters; at most {field.Limit} are kept");
        if (field.IsFree ? text.Contains('\0') : text.ContainsAnyInRange('\0', '\u001F'))
            return ControlCharacter(field, text);

        switch (field.Place)
        {
            case Place.Id:
                Id = SignalId.From(text);
                break;
            case Place.Corrects:
                Corrects = Source is { } source ? DerivedId.Within(source, text) : SignalId.From(text);
                break;
            case Place.Campaign:
                Campaign = names.Get(text);
                break;
            case Place.Message:
                Message = names.Get(text);
                break;
            case Place.Touchpoint:
                Touchpoint = names.Get(text);
                break;
            case Place.Channel:
                Channel = names.Get(text);
                break;
            case Place.Segment:
                Segment = names.Get(text);
                break;
            case Place.Customer:
                Customer = names.Get(text);
                break;
            case Place.Comment:
                Comment = text.ToString();
                break;
            case Place.Type:
                return SetKind(text);
            case Place.Kpi:
                return SetKpi(text);
            case Place.Currency:
                return SetCurrency(text);
            case Place.OccurredAt:
                return SetOccurred(text);
            case Place.ReceivedAt:
                return SetReceived(text);
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        return null;
    }

    public Fault? SetOccurred(ReadOnlySpan<byte> text)
    {
        var fault = Rfc3339.Parse(text, out var micros);
        OccurredAt = micros;
        return fault is null ? null : fault with { Field = "occurredAt" };
    }

    public void DeriveId(Guid id) => Id ??= id;

    public void Identify(Guid id) => Id = id;

    public Fault? SetReceived(long micros)
    {
        if (!history)
            return new Fault("receivedAt", RejectCode.ReceivedAtNotAllowed, "receivedAt is believed of a history only; import with --history, or leave it out");
        ReceivedAt = micros;
        return null;
    }

    public Fault? SetCount(Fraction count)
    {
        if (count < 0)
            return new Fault("count", RejectCode.NegativeCount, $"the count {count} is below zero");
        if (!count.TryScale(0, out var whole) || whole.IsZero)
            return new Fault("count", RejectCode.InvalidCount, $"the count {count} is not a whole number from 1 to {IntakeLimits.Count}");
        if (whole > IntakeLimits.Count)
            return new Fault(
                "count",
                RejectCode.InvalidCount,
                $"the count {count} is above {IntakeLimits.Count}, the most that one signal may hold; divide it over several signals"
            );
        (Count, CountGiven) = ((int)whole, true);
        return null;
    }

    /// <summary>The signal, or why these fields are none.</summary>
    public Fault? Build(out Signal signal)
    {
        signal = null!;
        if ((CheckRequired() ?? ScoreRule.Check(Kind!.Value, Kpi, Score, Scale) ?? CheckAmount() ?? CheckCorrection() ?? CheckAttributes()) is { } fault)
            return fault;
        var attributes = Attributes.Close();
        if ((RateRule.Check(Kind, attributes, Unit, MinorUnits, Customer) ?? CostRule.Check(Kind, attributes, Unit)) is { } wrong)
            return wrong;

        signal = new Signal
        {
            Id = Id!.Value,
            Kind = Kind!.Value,
            Campaign = Campaign!,
            OccurredAt = OccurredAt!.Value,
            ReceivedAt = ReceivedAt,
            Message = Message,
            Touchpoint = Touchpoint,
            Channel = Channel,
            Segment = Segment,
            Customer = Customer,
            Count = Count,
            Kpi = Kpi ?? (Kind == SignalKind.Sentiment ? "sentiment" : null),
            Score = Score is { } score ? Values.Score.BasisPoints(score, Scale!.Value.Min, Scale.Value.Max) : null,
            Amount = MinorUnits,
            Currency = Unit?.Code,
            Corrects = Corrects,
            Comment = Comment,
            Attributes = attributes,
        };
        return null;
    }

    private long? MinorUnits { get; set; }

    private Fault? CheckRequired() =>
        Kind is null ? Missing("type")
        : OccurredAt is null ? Missing("occurredAt")
        : Campaign is null ? Missing("campaign")
        : null;

    private Fault? CheckAmount()
    {
        MinorUnits = null;
        if (Amount is not { } amount)
        {
            return Kind is SignalKind.Spend or SignalKind.Rate ? Missing("amount")
                : Unit is not null ? new Fault("currency", RejectCode.CurrencyWithoutAmount, "there is a currency and no amount")
                : null;
        }

        if (Kind == SignalKind.Retraction || ScoreRule.IsOfQuestion(Kind))
            return Unexpected("amount");
        if (Unit is not { } unit)
            return new Fault("currency", RejectCode.AmountWithoutCurrency, "an amount needs its currency, as EUR");
        if (amount < 0)
            return new Fault("amount", RejectCode.InvalidAmount, $"the amount {amount} is below zero; money that goes back is a refund");
        if (!amount.TryScale(unit.Decimals, out var minor))
            return new Fault("amount", RejectCode.InvalidAmount, $"{unit.Code} has {unit.Decimals} decimals and {amount} has more; money is never rounded");
        if (minor > IntakeLimits.AmountMinorUnits)
            return new Fault(
                "amount",
                RejectCode.InvalidAmount,
                $"the amount {amount} {unit.Code} is above {IntakeLimits.AmountMinorUnits} minor units, the most that one signal may hold; check its unit, "
                    + "or divide it over several signals"
            );
        MinorUnits = (long)minor;
        return null;
    }

    private Fault? CheckCorrection()
    {
        if (Id is null)
            return Missing("id");
        if (Corrects == Id)
            return new Fault("corrects", RejectCode.SelfCorrection, "a signal cannot correct itself");
        if (Kind != SignalKind.Retraction)
            return null;
        return Corrects is null ? Missing("corrects")
            : CountGiven ? Unexpected("count")
            : Comment is not null ? Unexpected("comment")
            : null;
    }

    private Fault? CheckAttributes() =>
        Attributes.Length < IntakeLimits.AttributeBytes
            ? null
            : new Fault("attributes", RejectCode.TextTooLong, $"what no field holds takes more than {IntakeLimits.AttributeBytes} bytes");

    private Fault? SetKind(ReadOnlySpan<char> text)
    {
        Kind = SignalKinds.Find(text);
        return Kind is null ? new Fault("type", RejectCode.UnknownType, $"'{Short(text)}' is none of {KindNames}") : null;
    }

    private Fault? SetKpi(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetterLower(text[0]) || text.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789_"))
            return new Fault("kpi", RejectCode.InvalidKpi, $"'{Short(text)}' is not lower-case snake_case, as perceived_value");
        Kpi = names.Get(text);
        return null;
    }

    private Fault? SetCurrency(ReadOnlySpan<char> text)
    {
        Unit = Currency.Find(text);
        return Unit is null ? new Fault("currency", RejectCode.UnknownCurrency, $"'{Short(text)}' is no ISO 4217 code of a currency, as EUR") : null;
    }

    private Fault? SetOccurred(ReadOnlySpan<char> text)
    {
        var fault = Rfc3339.Parse(text, out var micros);
        OccurredAt = micros;
        return fault is null ? null : fault with { Field = "occurredAt" };
    }

    private Fault? SetReceived(ReadOnlySpan<char> text) =>
        Rfc3339.Parse(text, out var micros) is { } fault ? fault with { Field = "receivedAt" } : SetReceived(micros);

    private Fault Missing(string field) =>
        new(field, RejectCode.MissingField, Kind is { } kind ? $"a signal of type {SignalKinds.NameOf(kind)} needs {field}" : $"a signal needs {field}");

    private Fault Unexpected(string field) => new(field, RejectCode.UnexpectedField, $"a signal of type {SignalKinds.NameOf(Kind!.Value)} has no {field}");

    private static Fault ControlCharacter(TextField field, ReadOnlySpan<char> text) =>
        text.Contains('\0')
            ? new Fault(field.Name, RejectCode.NulCharacter, "the character U+0000 cannot be stored")
            : new Fault(field.Name, RejectCode.ControlCharacter, $"{field.Name} holds a control character (a tab or a line end?)");

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}...";
}
