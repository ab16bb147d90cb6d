using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CustomerPerformanceTracker.Server.Tests.Watching;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_of_calls_and_statements_are_made_and_hold_no_path_of_a_webhook()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var answered = AnswerOneAsync(receiver);
        var spans = new List<Activity>();
        using (Telemetry.Instrumented(Sdk.CreateTracerProviderBuilder()).AddProcessor(new SimpleActivityExportProcessor(new Kept(spans))).Build())
        {
            using var client = new HttpClient();
            using var answer = await client.GetAsync(
                new Uri($"http://127.0.0.1:{((IPEndPoint)receiver.LocalEndpoint).Port}/services/T0/the-secret?of=customer-17")
            );
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync();
            await answered;
        }

        spans.ShouldContain(span => span.Source.Name == "Npgsql");
        var host = $"http://127.0.0.1:{((IPEndPoint)receiver.LocalEndpoint).Port}";
        spans.Where(span => span.Source.Name == "System.Net.Http").Select(span => span.GetTagItem("url.full")).ShouldContain(host);
        spans
            .SelectMany(span => span.TagObjects)
            .Select(tag => tag.Value?.ToString() ?? "")
            .ShouldAllBe(value => !value.Contains("the-secret") && !value.Contains("customer-17"));
    }

    private static async Task AnswerOneAsync(TcpListener receiver)
    {
        using var caller = await receiver.AcceptTcpClientAsync();
        await using var stream = caller.GetStream();
        (await stream.ReadAtLeastAsync(new byte[16], 16)).ShouldBeGreaterThan(0);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    private sealed class Kept(List<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
                spans.Add(span);
            return ExportResult.Success;
        }
    }
}
