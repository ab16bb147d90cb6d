using CustomerPerformanceTracker.Loop.Stored;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.CustomerValue;

namespace CustomerPerformanceTracker.Loop.Customers;

/// <summary>
/// Takes down models of customers and lists of customers that were taken: the journal stream <c>customer-value</c>. A list holds ids of people, so who took it
/// and why stands in the journal, and the list does not.
/// </summary>
public sealed class FitStore(JournalStreams journal)
{
    /// <summary>The stream that fits and lists are recorded in.</summary>
    public const string Stream = "customer-value";

    internal const string Fitted = "customer_value_fitted";
    internal const string Listed = "customers_listed";

    /// <summary>Takes down the models of a reading, so that what they were can be told later.</summary>
    /// <returns>The seal of the entry.</returns>
    public Task<SealNumber> KeepAsync(ValueReading reading, Authorship by, CancellationToken cancel) =>
        AppendAsync(FitForms.Stored.Event(Fitted, StoredFit.Of(reading)), by, cancel);

    /// <summary>Takes down that a list of the customers at risk was taken, before it is given away.</summary>
    /// <param name="digest">The SHA-256 of the list's bytes, in hexadecimal digits.</param>
    /// <returns>The seal of the entry.</returns>
    public Task<SealNumber> ListedAsync(AtRiskReading reading, string digest, Authorship by, CancellationToken cancel) =>
        AppendAsync(
            FitForms.Stored.Event(
                Listed,
                new StoredList(
                    "at_risk",
                    reading.Question.Campaign,
                    reading.Until,
                    StoredCursors.Of(reading.Question.Cursors, reading.Seal),
                    reading.Question.HorizonDays,
                    reading.Question.SignDays,
                    reading.Customers.Count,
                    reading.Model,
                    [
                        .. StoredModel.Of(reading.Study.Models),
                        .. reading.Leaving.Model is { } leaving ? (StoredModel[])[StoredModel.Weights(LeavingModel.Name, leaving.Weights)] : [],
                    ],
                    reading.Feelings?.Share,
                    digest
                )
            ),
            by,
            cancel
        );

    private async Task<SealNumber> AppendAsync(JournalEvent told, Authorship by, CancellationToken cancel) =>
        (await journal.AppendAsync([new StreamAppend(Stream, ExpectedVersion.Any, [told])], by, cancel)).Entries[^1].Seal;
}
