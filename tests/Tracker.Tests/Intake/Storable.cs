namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>What PostgreSQL can keep: valid UTF-8 without NUL, quantities in range, attributes that are one JSON object and valid as jsonb.</summary>
internal static class Storable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void ShouldBeStorable(this Signal signal)
    {
        foreach (
            var text in (string?[])
                [
                    signal.Campaign,
                    signal.Message,
                    signal.Touchpoint,
                    signal.Channel,
                    signal.Segment,
                    signal.Customer,
                    signal.Kpi,
                    signal.Currency,
                    signal.Comment,
                ]
        )
        {
            if (text is null)
                continue;
            Strict.GetByteCount(text).ShouldBeGreaterThan(0);
            text.ShouldNotContain("\0");
        }

        signal.Count.ShouldBeGreaterThan(0);
        (signal.Score ?? 0).ShouldBeInRange(0, Signal.MaxScore);
        (signal.Amount ?? 0).ShouldBeGreaterThanOrEqualTo(0);
        if (signal.Attributes is { } attributes)
            ShouldBeStorable(attributes);
    }

    private static void ShouldBeStorable(ReadOnlyMemory<byte> attributes)
    {
        Strict.GetCharCount(attributes.Span);
        using var document = JsonDocument.Parse(attributes, new JsonDocumentOptions { AllowDuplicateProperties = false });
        document.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        Walk(document.RootElement);
    }

    private static void Walk(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    property.Name.ShouldNotContain("\0");
                    Walk(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    Walk(element);
                break;
            case JsonValueKind.String:
                value.GetString()!.ShouldNotContain("\0");
                break;
            case JsonValueKind.Number:
                double.IsFinite(value.GetDouble()).ShouldBeTrue(value.GetRawText());
                break;
        }
    }
}
