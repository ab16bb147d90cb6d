namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>How an attempt to deliver ended.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The receiver has it.</summary>
    public sealed record Delivered : SendOutcome;

    /// <summary>It is to be tried again, no sooner than <paramref name="After"/> where the receiver said so.</summary>
    public sealed record Failed(string Why, TimeSpan? After = null) : SendOutcome;

    /// <summary>The receiver wants no more of them: the subscription is to be disabled.</summary>
    public sealed record Gone(string Why) : SendOutcome;
}

/// <summary>Delivers to one kind of sink. Failures are outcomes; only cancellation is thrown.</summary>
internal interface ISender
{
    Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel);
}
