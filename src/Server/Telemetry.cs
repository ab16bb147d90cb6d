using System.Diagnostics;
using System.Diagnostics.Metrics;
using CustomerPerformanceTracker.Server.Watching;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CustomerPerformanceTracker.Server;

/// <summary>What the server measures of itself, for OpenTelemetry; /metrics shows the same in Prometheus' text form.</summary>
internal static class Telemetry
{
    public const string Name = "CustomerPerformanceTracker";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Signals = Meter.CreateCounter<long>("cpt.signals", "{signal}", "Signals by outcome.");
    private static readonly Counter<long> Strangers = Meter.CreateCounter<long>(
        "cpt.requests.without_key",
        "{request}",
        "Requests that were refused because they had no valid key."
    );
    private static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>(
        "cpt.append.duration",
        "s",
        "One append from the lock to the commit."
    );
    private static readonly Histogram<double> FoldSeconds = Meter.CreateHistogram<double>("cpt.fold.duration", "s", "One pass of projections and detectors.");

    /// <summary>
    /// Sends traces and metrics to the collector that the standard variables name (OTEL_EXPORTER_OTLP_ENDPOINT and its like) until disposed of;
    /// null where none is named.
    /// </summary>
    public static IDisposable? Export()
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 })
            return null;
        var resource = ResourceBuilder.CreateDefault().AddService(Name);
        var traces = Instrumented(Sdk.CreateTracerProviderBuilder()).SetResourceBuilder(resource).AddOtlpExporter().Build();
        var metrics = Instrumented(Sdk.CreateMeterProviderBuilder()).SetResourceBuilder(resource).AddOtlpExporter().Build();
        return new Both(traces, metrics);
    }

    /// <summary>
    /// Spans of requests taken and made, of the database and of the server's own work; none names a customer or a secret (<see cref="DiscreetSpans"/>).
    /// </summary>
    public static TracerProviderBuilder Instrumented(TracerProviderBuilder traces) =>
        traces.AddSource(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql().AddProcessor(new DiscreetSpans());

    private static MeterProviderBuilder Instrumented(MeterProviderBuilder metrics) =>
        metrics.AddMeter(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation();

    public static void Appended(string workspace, SignalAppend append, TimeSpan taken)
    {
        Figures.Time("cpt_append_duration_seconds", workspace, taken);
        AppendSeconds.Record(taken.TotalSeconds, new KeyValuePair<string, object?>("workspace", workspace));
        foreach (var outcome in Enum.GetValues<Outcome>())
            Count(workspace, outcome.ToString().ToLowerInvariant(), append.Count(outcome));
    }

    public static void RefusedStranger()
    {
        Figures.CountStranger();
        Strangers.Add(1);
    }

    public static void Rejected(string workspace, int count) => Count(workspace, "rejected", count);

    public static void Folded(string workspace, TimeSpan taken)
    {
        Figures.Time("cpt_fold_duration_seconds", workspace, taken);
        FoldSeconds.Record(taken.TotalSeconds, new KeyValuePair<string, object?>("workspace", workspace));
    }

    private static void Count(string workspace, string outcome, int count)
    {
        if (count == 0)
            return;
        Figures.Count(workspace, outcome, count);
        Signals.Add(count, new KeyValuePair<string, object?>("workspace", workspace), new KeyValuePair<string, object?>("outcome", outcome));
    }

    private sealed record Both(IDisposable Traces, IDisposable Metrics) : IDisposable
    {
        public void Dispose()
        {
            Traces.Dispose();
            Metrics.Dispose();
        }
    }
}
