namespace CustomerPerformanceTracker.Log;

/// <summary>Somebody was erased since signals were made of what the log held, so a signal may name them: nothing of the append was stored.</summary>
public sealed class ErasedMeanwhileException()
    : InvalidOperationException("A customer was erased meanwhile. Nothing of the batch was stored; run the command again.")
{
    internal static void ThrowIfSince(int? erasures, Head head)
    {
        if (erasures is { } counted && counted != head.Erasures)
            throw new ErasedMeanwhileException();
    }
}
