using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Loop.Changes;

/// <summary>
/// Writes the book of changes. What it holds and what is added to it are looked at under one version of its stream, so the same change is never in it twice by
/// two writers at once.
/// </summary>
public sealed class ChangeStore(
    JournalStreams journal,
    WorkspaceSettings settings,
    BookOfChanges book,
    Database database,
    Workspace workspace,
    ErasureList? erasures = null
)
{
    private const int Attempts = 5;

    private readonly NamedCustomers named = new(workspace, erasures);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <exception cref="RefusedException">The change breaks a rule, or the book has it already.</exception>
    public async Task<BookedChange> AddAsync(ChangeDraft draft, Authorship by, CancellationToken cancel)
    {
        var wanted = draft.Checked(await settings.DimensionsAsync(cancel), zone);
        var made = await AppendAsync(
            standing =>
                standing.FirstOrDefault(change => change.Withdrawn is null && ContentOf(change) == ContentOf(wanted)) is { } same
                    ? throw new RefusedException(
                        "recorded_already",
                        $"The book has this change already, as {same.Id}. Withdraw that one first if it is to be recorded anew."
                    )
                    : [Event(wanted)],
            by,
            cancel
        );
        return book.Fold(made).Single();
    }

    /// <summary>Records what the book does not have yet, all of it under one seal, or nothing where a row breaks a rule.</summary>
    public async Task<ChangeImport> ImportAsync(IReadOnlyList<ChangeRow> rows, Authorship by, CancellationToken cancel)
    {
        var (wanted, faults) = await CheckedAsync(rows, cancel);
        if (faults.Count > 0)
            return new(rows.Count, [], 0, 0, faults);

        var (known, withdrawn) = (0, 0);
        var made = await AppendAsync(
            standing =>
            {
                var there = standing.GroupBy(ContentOf).ToDictionary(same => same.Key, same => same.All(change => change.Withdrawn is not null));
                var added = wanted.DistinctBy(ContentOf).Where(change => !there.ContainsKey(ContentOf(change))).ToArray();
                (known, withdrawn) = (wanted.Count - added.Length, wanted.Count(change => there.GetValueOrDefault(ContentOf(change))));
                return [.. added.Select(Event)];
            },
            by,
            cancel
        );
        return new(rows.Count, [.. book.Fold(made)], known, withdrawn, []);
    }

    /// <summary>Takes a change out of the book. Readings at a seal before still have it.</summary>
    /// <exception cref="NotFoundException">The book has no such change.</exception>
    /// <exception cref="RefusedException">It is withdrawn already.</exception>
    public Task WithdrawAsync(string id, Authorship by, CancellationToken cancel) =>
        AppendAsync(
            standing =>
                standing.FirstOrDefault(change => change.Id == id) switch
                {
                    null => throw new NotFoundException($"The book has no change '{id}'; `cpt changes list` shows those it has."),
                    { Withdrawn: { } before } => throw new RefusedException("withdrawn_already", $"{before.Actor} withdrew this change at seal {before.Seal}."),
                    _ => [ChangeForms.Stored.Event(BookOfChanges.Withdrawn, new StoredWithdrawal(id))],
                },
            by,
            cancel
        );

    /// <summary>For each text the first place at which it names a customer, for which the journal would refuse it; null where it names none.</summary>
    public async Task<IReadOnlyList<Naming?>> NamingsAsync(IReadOnlyList<FieldText> texts, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await named.FirstOfEachAsync(connection, texts, cancel);
    }

    private async Task<(List<StoredBookedChange> Wanted, List<ChangeFault> Faults)> CheckedAsync(IReadOnlyList<ChangeRow> rows, CancellationToken cancel)
    {
        var declared = await settings.DimensionsAsync(cancel);
        var (wanted, faults) = (new List<StoredBookedChange>(rows.Count), new List<ChangeFault>());
        foreach (var row in rows)
        {
            try
            {
                wanted.Add(row.Draft.Checked(declared, zone));
            }
            catch (RefusedException refused)
            {
                faults.Add(new(row.Line, refused.Message));
            }
        }

        faults.AddRange((await NamedAsync(rows, cancel)).ExceptBy(faults.Select(fault => fault.Line).ToArray(), fault => fault.Line));
        return (wanted, [.. faults.OrderBy(fault => fault.Line)]);
    }

    /// <summary>The rows whose words name a customer, which the journal takes from nobody.</summary>
    private async Task<IEnumerable<ChangeFault>> NamedAsync(IReadOnlyList<ChangeRow> rows, CancellationToken cancel)
    {
        FieldText[] texts = [.. rows.SelectMany(row => (FieldText[])[new("what", row.Draft.What), new("ref", row.Draft.Ref ?? "")])];
        return (await NamingsAsync(texts, cancel))
            .Index()
            .Where(naming => naming.Item is not null)
            .Select(naming => new ChangeFault(rows[naming.Index / 2].Line, new NamesCustomerException(naming.Item!).Message));
    }

    private async Task<IReadOnlyList<JournalEntry>> AppendAsync(
        Func<IReadOnlyCollection<BookedChange>, IReadOnlyList<JournalEvent>> decide,
        Authorship by,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var entries = await journal.ReadStreamAsync(BookOfChanges.Stream, cancel);
            if (decide(book.Fold(entries)) is not { Count: > 0 } events)
                return [];
            var version = entries.Count == 0 ? ExpectedVersion.NoStream : ExpectedVersion.Exactly(entries[^1].Version);
            var made = await journal.AppendAsync([new StreamAppend(BookOfChanges.Stream, version, events)], by, cancel);
            if (made.AllMade)
                return made.Entries;
            if (attempt == Attempts)
                throw new VersionConflictException("The book of changes", entries.Count == 0 ? StreamVersion.None : entries[^1].Version, null);
        }
    }

    private static JournalEvent Event(StoredBookedChange change) =>
        ChangeForms.Stored.Event(BookOfChanges.Recorded, change with { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)) });

    private static string ContentOf(BookedChange change) =>
        ContentOf(
            new StoredBookedChange(
                "",
                change.Kind,
                change.At.ToString(),
                change.Until?.ToString(),
                change.What,
                change.Campaign,
                change.Scope.ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal),
                change.Ref
            )
        );

    /// <summary>All that a change says, as one text: two changes with the same text are the same change.</summary>
    private static string ContentOf(StoredBookedChange change) =>
        Encoding.UTF8.GetString(CanonicalJson.Serialize(ChangeForms.Stored.Element(change with { Id = "" })));
}
