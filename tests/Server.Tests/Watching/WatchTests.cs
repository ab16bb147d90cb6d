namespace CustomerPerformanceTracker.Server.Tests.Watching;

public sealed partial class WatchTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task It_says_that_it_lives_and_is_ready()
    {
        (await server.Client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Its_figures_are_Prometheus_text_and_count_what_was_posted()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("figures", null, KeyScope.Admin)).Text);
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array(Enumerable.Range(0, 10).Select(i => Signals.Visit($"m{i}")).Append("17"))));

        var figures = Parse(await MetricsAsync(client));

        figures["cpt_signals_total{workspace=\"figures\",outcome=\"accepted\"}"].ShouldBe(10);
        figures["cpt_signals_total{workspace=\"figures\",outcome=\"rejected\"}"].ShouldBe(1);
        figures["cpt_queue_signals{workspace=\"figures\"}"].ShouldBe(0);
        figures["cpt_append_duration_seconds_bucket{workspace=\"figures\",le=\"+Inf\"}"]
            .ShouldBe(figures["cpt_append_duration_seconds_count{workspace=\"figures\"}"]);
        figures.Keys.ShouldContain("cpt_projection_lag_seconds{workspace=\"figures\"}");
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_say_of_its_figures()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool"))))
            Assert.Skip("promtool is not on the PATH");
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("checked", null, KeyScope.Admin)).Text);
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("p1")));

        using var promtool = Process.Start(
            new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        await promtool.StandardInput.WriteAsync(await MetricsAsync(client));
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        promtool.ExitCode.ShouldBe(0, said);
        said.ShouldBeEmpty();
    }

    private static async Task<string> MetricsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>
    /// The samples of an exposition; fails where a line is none, a family is described twice or without its type, or a histogram's buckets shrink.
    /// </summary>
    private static Dictionary<string, double> Parse(string text)
    {
        text.ShouldEndWith("\n");
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        var (family, last) = ("", 0.0);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
                continue;
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                family = line.Split(' ')[2];
                types.TryAdd(family, line.Split(' ')[3]).ShouldBeTrue(line);
                continue;
            }

            var sample = Sample().Match(line);
            sample.Success.ShouldBeTrue(line);
            var name = sample.Groups["name"].Value;
            (types[family] == "histogram" ? $"{family}_bucket|{family}_sum|{family}_count" : family).Split('|').ShouldContain(name);
            var value = double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture);
            samples.TryAdd(sample.Groups["series"].Value, value).ShouldBeTrue(line);
            if (name.EndsWith("_bucket", StringComparison.Ordinal))
                value.ShouldBeGreaterThanOrEqualTo(line.Contains("le=\"0.005\"", StringComparison.Ordinal) ? 0 : last, line);
            last = value;
        }

        return samples;
    }

    [GeneratedRegex(
        """^(?<series>(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})?) (?<value>[-+0-9.eE]+)$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Sample();
}
