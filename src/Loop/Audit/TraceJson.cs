using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Loop.Alerts;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>The wire form of a trace.</summary>
public static class TraceJson
{
    public static void Write(Utf8JsonWriter json, Trace trace)
    {
        json.WriteString("ref", trace.Ref);
        json.WriteString("kind", trace.Kind);
        json.WritePropertyName("signal");
        if (trace.Signal is { } signal)
            Write(json, signal);
        else
            json.WriteNullValue();
        json.WriteStartArray("steps");
        foreach (var step in trace.Steps)
            Write(json, step);
        json.WriteEndArray();
        json.WriteStartArray("answers");
        foreach (var answers in trace.Answers)
            Write(json, answers);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TraceStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("position", step.Position);
        json.WriteNumber("seal", step.Seal);
        json.WriteString("at", step.At.ToString());
        json.WriteString("actor", step.Actor);
        json.WriteString("type", step.Type);
        json.WriteString("what", step.What);
        json.WriteString("reason", step.Reason);
        json.WriteString("stream", step.Stream);
        json.WriteNumber("version", step.Version);
        json.WriteString("correlation", step.Correlation);
        json.WriteString("causation", step.Causation);
        json.WritePropertyName("data");
        step.Data.WriteTo(json);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TracedAnswers answers)
    {
        json.WriteStartObject();
        json.WriteString("alert", answers.Alert);
        json.WriteString("campaign", answers.Campaign);
        json.WriteString("kpi", answers.Kpi);
        json.WriteStartObject("scope");
        foreach (var (dimension, value) in answers.Scope.Parts())
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteString("from", LocalDatePattern.Iso.Format(answers.From));
        json.WriteString("to", LocalDatePattern.Iso.Format(answers.To));
        json.WriteNumber("throughPosition", answers.ThroughPosition);
        json.WriteNumber("rows", answers.Rows);
        json.WriteNumber("answers", answers.Answers);
        json.WriteNumberOrNull("mean", answers.Mean);
        json.WriteStartArray("first");
        foreach (var signal in answers.First)
            Write(json, signal);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TracedSignal signal)
    {
        json.WriteStartObject();
        json.WriteNumber("position", signal.Position);
        json.WriteNumber("seal", signal.Seal);
        json.WriteString("id", signal.Id);
        json.WriteString("kind", signal.Kind);
        json.WriteString("campaign", signal.Campaign);
        json.WriteString("occurred", LocalDatePattern.Iso.Format(signal.Occurred));
        json.WriteString("received", LocalDatePattern.Iso.Format(signal.Received));
        json.WriteNumber("count", signal.Count);
        json.WriteString("kpi", signal.Kpi);
        json.WriteNumberOrNull("score", signal.Score);
        json.WriteString("message", signal.Message);
        json.WriteString("touchpoint", signal.Touchpoint);
        json.WriteString("channel", signal.Channel);
        json.WriteString("segment", signal.Segment);
        json.WriteEndObject();
    }
}
