using CustomerPerformanceTracker.Proofs.Evidence;
using CustomerPerformanceTracker.Proofs.Notes;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>Verifies an evidence pack without a database and without a network.</summary>
public static class PackVerification
{
    /// <summary>
    /// Checks everything a pack says against everything else in the pack, as a verification of the logs checks a database: the counts are those of the pack,
    /// the root is the checkpoint's. Whatever the bytes are, the answer is a verification.
    /// </summary>
    /// <param name="zip">The pack, from where the stream stands.</param>
    /// <param name="trusted">The keys that may have signed; none: the key that the pack brings along, which proves that the pack fits itself and not whose it
    /// is.</param>
    public static async Task<Verification> RunAsync(Stream zip, IReadOnlyCollection<INoteVerifier> trusted, CancellationToken cancel)
    {
        var check = new PackCheck(trusted);
        check.Run(await PackFiles.ReadAsync(zip, check.Report, cancel));
        return check.Found;
    }
}
