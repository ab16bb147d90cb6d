using System.Text;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>
/// What one consumer did since the start, for /metrics. Signals stand by outcome; messages and signals are counted once acknowledged to the broker.
/// </summary>
internal sealed class ConsumerFigures(string queue)
{
    private static readonly string[] Outcomes = ["accepted", "duplicate", "conflict", "rejected"];

    private readonly long[] signals = new long[Outcomes.Length];
    private long messages;
    private long failures;

    /// <summary>Whether messages are being delivered.</summary>
    public bool IsConnected { get; set; }

    /// <summary>Messages acknowledged.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <summary>Signals of that outcome.</summary>
    public long Of(string outcome) => Interlocked.Read(ref signals[Array.IndexOf(Outcomes, outcome)]);

    public void Failed() => Interlocked.Increment(ref failures);

    public void Acknowledged(MessageBatch batch)
    {
        Interlocked.Add(ref messages, batch.Messages);
        foreach (
            var (i, count) in new[] { batch.Count(Outcome.Accepted), batch.Count(Outcome.Duplicate), batch.Count(Outcome.Conflict), batch.Rejected }.Index()
        )
            Interlocked.Add(ref signals[i], count);
    }

    public static void Write(StringBuilder text, string workspace, IReadOnlyList<ConsumerFigures> all)
    {
        if (all.Count == 0)
            return;
        Family("cpt_consumer_connected", "gauge", "1 while the broker delivers the queue's messages.", one => [("", one.IsConnected ? 1 : 0)]);
        Family(
            "cpt_consumer_failures_total",
            "counter",
            "Times that consuming ended in a failure and began again.",
            one => [("", Interlocked.Read(ref one.failures))]
        );
        Family("cpt_consumer_messages_total", "counter", "Messages acknowledged to the broker, after their commit.", one => [("", one.Messages)]);
        Family(
            "cpt_consumer_signals_total",
            "counter",
            "Signals of these messages by outcome.",
            one => Outcomes.Select(name => ($",outcome=\"{name}\"", one.Of(name)))
        );

        void Family(string name, string type, string help, Func<ConsumerFigures, IEnumerable<(string Label, long Value)>> samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            foreach (var one in all)
            {
                foreach (var (label, value) in samples(one))
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{workspace=\"{workspace}\",queue=\"{one.Label}\"{label}}} {value}\n");
            }
        }
    }

    private string Label =>
        queue.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
