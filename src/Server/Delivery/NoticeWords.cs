using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>The words that rose since an alert's onset, as they were read for one attempt to deliver. They are kept nowhere.</summary>
internal abstract record NoticeWords
{
    private NoticeWords() { }

    /// <summary>Comments were held against each other; whether a word rose, the reading says. It has quotes where the subscription asks for them.</summary>
    public sealed record Read(RisenReading Reading) : NoticeWords;

    /// <summary>There is no comment since the onset, nor in the weeks before.</summary>
    public sealed record NobodyWrote : NoticeWords;

    /// <summary>The notice goes without them.</summary>
    public sealed record NotRead(string Why) : NoticeWords;
}
