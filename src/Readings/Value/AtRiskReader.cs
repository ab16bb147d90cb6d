using System.Collections.Concurrent;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>
/// Reads who may leave, at any cursors. A list is kept while nothing it rests on changes. Of many customers the next takes a while: a list of now that is not
/// there within <see cref="Patience"/> is answered by the last one, which says so, while the next is made.
/// </summary>
public sealed class AtRiskReader(PeopleReader people, Database database, Workspace workspace)
{
    /// <summary>How long a question waits for a newer list than the last.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    // Customers of a list that is kept; a question for more has a list of its own.
    private const int Most = 1_000;
    private const int KeptLists = 100;

    private readonly ConcurrentDictionary<AtRiskQuestion, Lists> kept = new();

    /// <summary>Null where a campaign is named that has no signals.</summary>
    /// <exception cref="RefusedException">Nobody has bought, or too few have for a model of purchases.</exception>
    public async Task<AtRiskReading?> ReadAsync(AtRiskQuestion question, CancellationToken cancel)
    {
        if (kept.Count >= KeptLists)
            kept.Clear();
        var lists = kept.GetOrAdd(
            question with
            {
                Most = Math.Max(Most, question.Most),
                Cursors = question.Cursors ?? Cursors.Now,
            },
            asked => new(asked, people)
        );
        return await lists.ReadAsync(question.Cursors is null || question.Cursors == Cursors.Now ? Patience : Timeout.InfiniteTimeSpan, cancel) is { } reading
            ? await NamedAsync(reading with { Question = question, Customers = [.. reading.Customers.Take(question.Most)] }, cancel)
            : null;
    }

    /// <summary>The reading with the ids of its customers, of those who are not erased: an erasure is no seal, so ids are never kept.</summary>
    private async Task<AtRiskReading> NamedAsync(AtRiskReading reading, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                "select number, external_id from log.customer where workspace = $1 and number = any ($2) and external_id is not null",
                workspace.Id,
                reading.Customers.Select(one => one.Number).ToArray()
            );
        var ids = (await command.ListAsync(row => (Number: row.Get<int>("number"), Id: row.Text("external_id")), cancel)).ToDictionary(
            row => row.Number,
            row => row.Id
        );
        return reading with { Customers = [.. reading.Customers.Select(one => one with { Id = ids.GetValueOrDefault(one.Number) })] };
    }

    /// <summary>The last list of a question, and the next while it is made: once, however many ask.</summary>
    private sealed class Lists(AtRiskQuestion question, PeopleReader people)
    {
        private readonly Lock turn = new();
        private (PeopleHead? Head, AtRiskReading? Reading)? last;
        private (PeopleHead? Head, Task<AtRiskReading?> Reading)? next;

        public async Task<AtRiskReading?> ReadAsync(TimeSpan patience, CancellationToken cancel)
        {
            var late = Task.Delay(patience, cancel);
            while (true)
            {
                var head = await people.HeadAsync(cancel);
                var (made, making) = Begin(head);
                if (making is null)
                    return made;
                if (made is not null && await Task.WhenAny(making.Value.Reading, late) == late)
                {
                    cancel.ThrowIfCancellationRequested();
                    return made with { Next = head?.Seal };
                }

                if (making.Value.Head == head)
                    return await making.Value.Reading.WaitAsync(cancel);
                // It was begun before the last change; what became of it is told to those who asked then.
                await Task.WhenAny(making.Value.Reading).WaitAsync(cancel);
            }
        }

        /// <summary>The last list, and the next one where the last does not stand any more.</summary>
        private (AtRiskReading? Made, (PeopleHead? Head, Task<AtRiskReading?> Reading)? Making) Begin(PeopleHead? head)
        {
            lock (turn)
            {
                if (last is { } there && there.Head == head)
                    return (there.Reading, null);
                if (next is not { Reading.IsCompleted: false })
                    next = (head, Task.Run(() => MakeAsync(head), CancellationToken.None));
                return (last?.Reading, next);
            }
        }

        // Whoever asked may be gone: the list is made for the next who asks.
        private async Task<AtRiskReading?> MakeAsync(PeopleHead? head)
        {
            var all = await people.ReadAsync(question.Campaign, question.Cursors ?? Cursors.Now, PeopleReader.Dealings, CancellationToken.None);
            var reading = all is null ? null : AtRiskList.Of(question, all);
            lock (turn)
                last = (head, reading);
            return reading;
        }
    }
}
