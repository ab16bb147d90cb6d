using System.Runtime;
using System.Text;

namespace CustomerPerformanceTracker.Server.Watching;

/// <summary>What the runtime took from the server's own work, for /metrics: a latency that rises with one of these is not the database's.</summary>
internal static class ProcessFigures
{
    public static void Write(StringBuilder text)
    {
        Counter("cpt_jit_methods_total", "Methods compiled since the start.", JitInfo.GetCompiledMethodCount());
        Counter("cpt_jit_seconds_total", "Time spent compiling since the start, on all threads.", JitInfo.GetCompilationTime().TotalSeconds);
        Counter("cpt_gc_pause_seconds_total", "Time for which collections stopped all threads since the start.", GC.GetTotalPauseDuration().TotalSeconds);

        void Counter(string name, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} counter\n{name} {value:R}\n");
    }
}
