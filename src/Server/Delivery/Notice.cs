namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// What one subscription is to be told, in all the forms that sinks need. <paramref name="Id"/> is the same over all attempts; it has no dot.
/// </summary>
internal abstract record Notice(string Id, string Workspace, string Subscription)
{
    /// <summary>The type of its CloudEvents event.</summary>
    public abstract string Type { get; }

    /// <summary>What it describes: notices of one subject are in order.</summary>
    public abstract string Subject { get; }

    /// <summary>Its place among the notices of its subject; grows.</summary>
    public abstract long Sequence { get; }

    /// <summary>When what it describes was recorded.</summary>
    public abstract Instant RecordedAt { get; }

    /// <summary>A name for all the mails about its subject.</summary>
    public abstract string Thread { get; }

    /// <summary>One line of a few words.</summary>
    public abstract string Headline { get; }

    /// <summary>One or two sentences that need no other knowledge.</summary>
    public abstract string Sentence { get; }

    /// <summary>What else is to be known, as names and values.</summary>
    public abstract IEnumerable<(string Name, string Value)> Facts { get; }

    /// <summary>Lines on the words that rose in what customers write; none where they do not belong to it.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Lines that quote what customers wrote. Nothing may keep them.</summary>
    public virtual IReadOnlyList<string> Quotes => [];

    /// <summary>The same as one HTML document that loads nothing; null where there is only text.</summary>
    public string? Html { get; init; }

    /// <summary>Where people read it on a page; null where there is no page of it, or nobody said where the pages are.</summary>
    public string? Address { get; init; }

    /// <summary>The event in structured JSON.</summary>
    public abstract byte[] CloudEvent();

    /// <summary>The same told with less, for where it is too long; each shorter than the one before.</summary>
    public virtual IEnumerable<Notice> Shorter => [];

    protected byte[] CloudEvent<T>(T data) =>
        Json.Bytes(
            new CloudEventView<T>(
                "1.0",
                Id,
                "/workspaces/" + Uri.EscapeDataString(Workspace),
                Type,
                Subject,
                RecordedAt,
                "application/json",
                Sequence.ToString("D10", CultureInfo.InvariantCulture),
                data
            )
        );
}
