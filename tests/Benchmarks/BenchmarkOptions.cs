namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>What to measure and how much of it; null means the benchmark's own default.</summary>
internal sealed record BenchmarkOptions(string Benchmark)
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- append|journal|import|rebuild|customers|scorecard|watch|whatif|load|alert-latency [options]

        Each prints one JSON line. The first six: what was reached as a ratio of the limit measured in the same run, interleaved with it, in medians.
          --signals N    signals: append, each configuration; import, rebuild and customers, all of them; scorecard, the larger of two logs (the other has a tenth)
          --batch N      append: this batch size alone instead of 1,000 and 10,000; load: signals of a request, 100
          --rounds N     journal: appends of each size, 200; import, rebuild, customers: how often each side is timed; scorecard: readings of each log; alert-latency: alerts, idle and under load, 30
          --customers N  customers: how many there are, a tenth of the signals by default
          --database C   connection string of a server on which databases may be made; without it a private one is started

        load: signals posted to `cpt serve` on a schedule that waits for nobody; latencies count from the time a request ought to have been sent.
        alert-latency: from the answer to the post that breaks trust until its alert arrives on the stream, idle and at half of the load.
          --signals-per-second N    25,000
          --requests-per-second N   instead of it
          --seconds N               300; with --overload 60
          --overload N              N times the rate after a while at it, then the rate again: what was refused, and how soon all is as before
          --arrivals even|poisson   even; poisson: independent of one another, by --seed N
          --ids random|ordered      signals' identities like UUIDs of version 4 or 7; random
          --connections N           256; with --overload 1,024, so that more waits than a server's queue holds
          --url U                   a server that runs already, instead of one of the run's own; with --process N its memory is watched
          --key K                   API key

        watch: the server's loop behind signals of all campaigns at once: how long a signal waits for its pass, and an alert for its last evidence; needs no HTTP.
          --campaigns N, --days N, --policies N   500, 1,095 and 5, with --signals-per-second 10,000 for --seconds 60

        whatif: twenty policies tried on all campaigns against one of them, in turn, in medians of --rounds 5; four signals of each campaign a day.
          --campaigns N, --days N   500 and 1,095
        """;

    private static readonly string[] Names = ["append", "journal", "import", "rebuild", "customers", "scorecard", "watch", "whatif", "load", "alert-latency"];

    public int? Signals { get; private init; }

    public int? Batch { get; private init; }

    public int? Rounds { get; private init; }

    public string? Database { get; private init; }

    public int? Seconds { get; private init; }

    public int? Overload { get; private init; }

    public bool Poisson { get; private init; }

    public int Seed { get; private init; } = 1;

    public Ids Ids { get; private init; }

    public Uri? Url { get; private init; }

    public int? Process { get; private init; }

    public string? Key { get; private init; }

    public int Connections
    {
        get =>
            field > 0 ? field
            : Overload is null ? 256
            : 1_024;
        private init;
    }

    public int SignalsOfRequest => Batch ?? 100;

    public int SignalsPerSecond { get; private init; } = 25_000;

    /// <summary>What is sent to the watch.</summary>
    public int LiveSignalsPerSecond { get; private init; } = 10_000;

    public int? Campaigns { get; private init; }

    public int? Days { get; private init; }

    public int? Policies { get; private init; }

    public int? Customers { get; private init; }

    public double RequestsPerSecond
    {
        get => field > 0 ? field : (double)SignalsPerSecond / SignalsOfRequest;
        private init;
    }

    /// <summary>Null where the arguments are not understood.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        if (arguments is not [var benchmark, .. var rest] || !Names.Contains(benchmark, StringComparer.Ordinal) || rest.Length % 2 != 0)
            return null;

        var options = new BenchmarkOptions(benchmark);
        for (var i = 0; i < rest.Length; i += 2)
        {
            if (options.With(rest[i], rest[i + 1]) is not { } more)
                return null;
            options = more;
        }

        var overHttp = benchmark is "load" or "alert-latency";
        return overHttp && options.Database is not null || options.Url is not null && benchmark is not "load" ? null : options;
    }

    private BenchmarkOptions? With(string name, string value)
    {
        int? number = int.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
        return (name, value) switch
        {
            ("--database", _) => this with { Database = value },
            ("--key", _) => this with { Key = value },
            ("--url", _) when Uri.TryCreate(value, UriKind.Absolute, out var url) => this with { Url = url },
            ("--arrivals", "even" or "poisson") => this with { Poisson = value == "poisson" },
            ("--ids", "random") => this with { Ids = Ids.Random },
            ("--ids", "ordered") => this with { Ids = Ids.Ordered },
            _ when number is null => null,
            ("--signals", _) => this with { Signals = number },
            ("--batch", _) => this with { Batch = number },
            ("--rounds", _) => this with { Rounds = number },
            ("--seconds", _) => this with { Seconds = number },
            ("--overload", _) => this with { Overload = number },
            ("--seed", _) => this with { Seed = n },
            ("--process", _) => this with { Process = number },
            ("--connections", _) => this with { Connections = n },
            ("--campaigns", _) => this with { Campaigns = number },
            ("--days", _) => this with { Days = number },
            ("--policies", _) => this with { Policies = number },
            ("--customers", _) => this with { Customers = number },
            ("--signals-per-second", _) => this with { SignalsPerSecond = n, LiveSignalsPerSecond = n },
            ("--requests-per-second", _) => this with { RequestsPerSecond = n },
            _ => null,
        };
    }
}
