using System.Text;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Server.Delivery;

namespace CustomerPerformanceTracker.FaultServer;

/// <summary>
/// Delivers into a file, a line for each: alert, version and id. Beyond so many it has delivered, but does not come back to say so: whoever kills
/// the process then kills it between the sending and the writing down.
/// </summary>
internal sealed class FileSender(string path, int answered) : ISender
{
    private readonly Lock writing = new();
    private int sent;

    public async Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        bool isAnswered;
        lock (writing)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            isAnswered = sent++ < answered;
            file.Write(Encoding.UTF8.GetBytes($"{notice.Subject} {notice.Sequence} {notice.Id} {(isAnswered ? "answered" : "held")}\n"));
        }

        if (!isAnswered)
            await Task.Delay(Timeout.Infinite, cancel);
        return new SendOutcome.Delivered();
    }
}
