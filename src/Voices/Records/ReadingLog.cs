namespace CustomerPerformanceTracker.Voices.Records;

/// <summary>
/// Takes down who read what customers wrote, in the journal stream <c>voices</c>. Whoever shows a text awaits the entry first, so no text is shown whose
/// reading is not recorded.
/// </summary>
internal sealed class ReadingLog(JournalStreams journal)
{
    /// <summary>The stream that readings are recorded in.</summary>
    public const string Stream = "voices";

    private const string Read = "voices_read";

    /// <exception cref="NamesCustomerException">The words searched for, or the reason, name a customer.</exception>
    public Task RecordAsync(StoredVoicesRead reading, Authorship by, CancellationToken cancel) =>
        journal.AppendAsync([new StreamAppend(Stream, ExpectedVersion.Any, [ReadingForms.Stored.Event(Read, reading)])], by, cancel);
}
