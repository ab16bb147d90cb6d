using System.Globalization;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>What to measure and how much of it; null means the benchmark's own default.</summary>
internal sealed record BenchmarkOptions(string Benchmark, int? Signals, int? Batch, int? Rounds, string? Database)
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- append|import|rebuild|scorecard [options]

        Each prints one JSON line: what was reached as a ratio of the limit measured in the same run, interleaved with it, in medians.
          --signals N    signals: append, each configuration; import and rebuild, all of them; scorecard, the larger of two logs (the other has a tenth)
          --batch N      append: this batch size alone instead of 1,000 and 10,000
          --rounds N     import, rebuild: how often each side is timed; scorecard: readings of each log
          --database C   connection string of a server on which databases may be made; without it a private one is started
        """;

    private static readonly string[] Names = ["append", "import", "rebuild", "scorecard"];

    /// <summary>Null where the arguments are not understood.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        if (arguments is not [var benchmark, .. var rest] || !Names.Contains(benchmark, StringComparer.Ordinal) || rest.Length % 2 != 0)
            return null;

        var options = new BenchmarkOptions(benchmark, null, null, null, null);
        for (var i = 0; i < rest.Length; i += 2)
        {
            int? number = int.TryParse(rest[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
            switch (rest[i])
            {
                case "--database": options = options with { Database = rest[i + 1] }; break;
                case "--signals" when number is not null: options = options with { Signals = number }; break;
                case "--batch" when number is not null: options = options with { Batch = number }; break;
                case "--rounds" when number is not null: options = options with { Rounds = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
