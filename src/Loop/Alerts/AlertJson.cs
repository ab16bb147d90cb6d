using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The forms of an alert: what its events hold of a finding, and what the outside sees of it.</summary>
public static class AlertJson
{
    /// <summary>The alert as it stands. The frozen scorecard is the long part of it, and may be left out.</summary>
    public static void Write(Utf8JsonWriter json, Alert alert, bool scorecard = true)
    {
        WriteFinding(json, scorecard ? alert : alert with { Evidence = alert.Evidence with { Scorecard = null } });
        json.WriteNumber("occurrence", alert.Occurrence);
        json.WriteNumber("count", alert.Count);
        json.WriteNumber("version", alert.Version);
        json.WriteString("assignee", alert.Assignee);
        json.WriteString("snoozedUntil", alert.SnoozedUntil?.ToString());
        json.WriteString("outcome", alert.Outcome);
        json.WriteString("endedOn", alert.EndedOn is { } ended ? LocalDatePattern.Iso.Format(ended) : null);
        json.WriteString("silencedBy", alert.SilencedBy);
    }

    /// <summary>The alert at its latest occurrence, then each time it showed and each thing that was done about it.</summary>
    public static void WriteWhole(Utf8JsonWriter json, IReadOnlyList<Alert> occurrences, IReadOnlyList<AlertChange> history)
    {
        Write(json, occurrences[0]);
        json.WriteStartArray("occurrences");
        foreach (var occurrence in occurrences)
        {
            json.WriteStartObject();
            Write(json, occurrence, scorecard: false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("history");
        foreach (var change in history)
        {
            json.WriteStartObject();
            json.WriteNumber("version", change.Version);
            json.WriteNumber("position", change.Position);
            json.WriteString("type", change.Type);
            json.WriteString("at", NodaTime.Instant.FromUnixTimeTicks(change.RecordedAt * 10).ToString());
            json.WriteString("actor", change.Actor);
            json.WriteString("reason", change.Reason);
            if (change.Type is not ("alert_raised" or "alert_recurred"))
            {
                json.WritePropertyName("data");
                change.Data.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What was found: the data of the events alert_raised and alert_recurred.</summary>
    internal static JsonElement Finding(Alert alert) => JsonData.Of(json => WriteFinding(json, alert));

    private static void WriteFinding(Utf8JsonWriter json, Alert alert)
    {
        json.WriteString("id", alert.Id);
        json.WriteString("kind", Name(alert.Kind));
        json.WriteString("policy", alert.Policy);
        json.WriteNumber("policyVersion", alert.PolicyVersion);
        json.WriteString("campaign", alert.Campaign);
        json.WriteString("kpi", alert.Kpi);
        json.WriteStartObject("scope");
        foreach (var (dimension, value) in alert.Scope.Parts())
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
        alert.Evidence.Promise?.Write(json, alert.Kpi.Replace('_', ' '));
        alert.Evidence.Answerers?.Write(json);
        json.WritePropertyName("scorecard");
        if (alert.Evidence.Scorecard is { } card)
            card.WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    internal static Alert Read(JsonElement data)
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
                evidence.GetProperty("scorecard") is { ValueKind: JsonValueKind.Object } card ? card : null) { Promise = AlertPromise.Read(evidence), Answerers = AlertAnswerers.Read(evidence) })
        {
            Kpi = data.TryGetProperty("kpi", out var kpi) ? kpi.GetString()! : "trust",
        };

        string? Part(string dimension) => scope.TryGetProperty(dimension, out var value) ? value.GetString() : null;
        NodaTime.LocalDate Date(string name) => LocalDatePattern.Iso.Parse(Text(data, name)).Value;
        double? Value(string name) => evidence.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
    }

    public static string Name(AlertKind kind) => kind switch
    {
        AlertKind.Divergence => "divergence",
        AlertKind.Silence => "silence",
        _ => throw new UnreachableException(),
    };

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;
}
