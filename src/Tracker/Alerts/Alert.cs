using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Cells;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>What an alert tells of.</summary>
public enum AlertKind
{
    /// <summary>Logic holds or rises while an emotional KPI falls.</summary>
    Divergence,

    /// <summary>A usually dense stream of answers has stopped while other signals go on.</summary>
    Silence,
}

/// <summary>
/// Why an alert was raised, frozen at that moment. <paramref name="Null"/> is the declared null (0 to 100), <paramref name="Drop"/> the margin below the
/// baseline in it; <paramref name="Evidence"/> the e-value against <paramref name="Threshold"/>, which is the guaranteed average run length in batches;
/// <paramref name="ArlDays"/> the same in days. Positions are those of the signal log that were folded. Members that do not apply are null.
/// </summary>
public sealed record AlertEvidence(
    double? Null, double? Drop, double? ArlDays, double? Evidence, double? Threshold, int Seal, long FirstPosition, long LastPosition, JsonElement? Scorecard);

/// <summary>
/// A divergence or a silence made known. <paramref name="On"/> is the received day it was noticed on, <paramref name="Onset"/> the day it most likely
/// began; <paramref name="Retrospective"/> means it was found in the past, by an import, and not on its day.
/// </summary>
public sealed record Alert(
    string Id, AlertKind Kind, string Policy, long PolicyVersion, string Campaign, Scope Scope, LocalDate On, LocalDate Onset, bool Retrospective,
    string State, string Severity, AlertEvidence Evidence);

/// <summary>The stored form of alerts: events of the stream <c>alert-{id}</c>. Property names and values are a format.</summary>
internal static class AlertEvents
{
    public const string Raised = "alert_raised";

    public static JsonElement Data(Alert alert)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            AlertJson.Write(json, alert);
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}

/// <summary>The wire form of an alert, which is also what its first event holds.</summary>
public static class AlertJson
{
    public static void Write(Utf8JsonWriter json, Alert alert)
    {
        json.WriteString("id", alert.Id);
        json.WriteString("kind", Name(alert.Kind));
        json.WriteString("policy", alert.Policy);
        json.WriteNumber("policyVersion", alert.PolicyVersion);
        json.WriteString("campaign", alert.Campaign);
        json.WriteStartObject("scope");
        foreach (var (dimension, value) in Parts(alert.Scope))
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteString("on", LocalDatePattern.Iso.Format(alert.On));
        json.WriteString("onset", LocalDatePattern.Iso.Format(alert.Onset));
        json.WriteBoolean("retrospective", alert.Retrospective);
        json.WriteString("state", alert.State);
        json.WriteString("severity", alert.Severity);
        json.WriteStartObject("evidence");
        json.WriteNumberOrNull("null", alert.Evidence.Null);
        json.WriteNumberOrNull("drop", alert.Evidence.Drop);
        json.WriteNumberOrNull("arlDays", alert.Evidence.ArlDays);
        json.WriteNumberOrNull("evidence", alert.Evidence.Evidence);
        json.WriteNumberOrNull("threshold", alert.Evidence.Threshold);
        json.WriteNumber("seal", alert.Evidence.Seal);
        json.WriteStartObject("positions");
        json.WriteNumber("from", alert.Evidence.FirstPosition);
        json.WriteNumber("to", alert.Evidence.LastPosition);
        json.WriteEndObject();
        json.WritePropertyName("scorecard");
        if (alert.Evidence.Scorecard is { } card)
            card.WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    public static Alert Read(JsonElement data)
    {
        var evidence = data.GetProperty("evidence");
        var positions = evidence.GetProperty("positions");
        var scope = data.GetProperty("scope");
        return new Alert(
            Text(data, "id"), Text(data, "kind") == "silence" ? AlertKind.Silence : AlertKind.Divergence, Text(data, "policy"), data.GetProperty("policyVersion").GetInt64(),
            Text(data, "campaign"), new Scope(Part("message"), Part("touchpoint"), Part("channel"), Part("segment")), Date("on"), Date("onset"), data.GetProperty("retrospective").GetBoolean(),
            Text(data, "state"), Text(data, "severity"),
            new AlertEvidence(
                Value("null"), Value("drop"), Value("arlDays"), Value("evidence"), Value("threshold"), evidence.GetProperty("seal").GetInt32(),
                positions.GetProperty("from").GetInt64(), positions.GetProperty("to").GetInt64(),
                evidence.GetProperty("scorecard") is { ValueKind: JsonValueKind.Object } card ? card : null));

        string? Part(string dimension) => scope.TryGetProperty(dimension, out var value) ? value.GetString() : null;
        LocalDate Date(string name) => LocalDatePattern.Iso.Parse(Text(data, name)).Value;
        double? Value(string name) => evidence.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
    }

    public static string Name(AlertKind kind) => kind switch
    {
        AlertKind.Divergence => "divergence",
        AlertKind.Silence => "silence",
        _ => throw new UnreachableException(),
    };

    internal static IEnumerable<(string Dimension, string Value)> Parts(Scope scope) =>
        new (string Dimension, string? Value)[] { ("message", scope.Message), ("touchpoint", scope.Touchpoint), ("channel", scope.Channel), ("segment", scope.Segment) }
            .Where(part => part.Value is not null).Select(part => (part.Dimension, part.Value!));

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;
}
