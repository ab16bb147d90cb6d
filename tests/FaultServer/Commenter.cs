using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop;
using CustomerPerformanceTracker.Loop.Alerts;
using Npgsql;

namespace CustomerPerformanceTracker.FaultServer;

/// <summary>
/// Comments alerts through the door of decisions, several at once, each comment a new id that is tried once. Its line "sent ID" is written before it is tried,
/// and "made ID" once it was acknowledged.
/// </summary>
internal sealed class Commenter(Engine engine, int seed)
{
    private const int Writers = 4;

    public async Task RunAsync()
    {
        var alerts = (await engine.Alerts.ListAsync(CancellationToken.None)).Select(alert => alert.Id).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(alerts, new Random(seed + writer)))));
    }

    private async Task WriteAsync(IReadOnlyList<string> alerts, Random random)
    {
        var bytes = new byte[16];
        while (true)
        {
            random.NextBytes(bytes);
            var id = new Guid(bytes);
            await Console.Out.WriteLineAsync($"sent {id}");
            try
            {
                var command = new AlertCommand.Comment(id.ToString());
                await engine.Alerts.HandleAsync(alerts[random.Next(alerts.Count)], command, expected: null, new("ada", "a comment"), CancellationToken.None);
                await Console.Out.WriteLineAsync($"made {id}");
            }
            catch (VersionConflictException)
            {
                // Others were first five times: certainly not made.
            }
            catch (NpgsqlException)
            {
                // The database is away, or nobody can say what became of the commit.
                await Task.Delay(20);
            }
        }
    }
}
