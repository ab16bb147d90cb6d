namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// Brings a signed checkpoint of the log to somebody who keeps it out of reach of whoever runs the server. <c>data</c> has <c>origin</c>, <c>size</c>
/// (seals), <c>root</c> (base64) and <c>note</c>, the text that was signed with its signatures, which is all that <c>cpt verify --checkpoint</c> needs.
/// One that nobody signed is a test of the subscription.
/// </summary>
internal sealed record CheckpointNotice(string Id, string Workspace, string Subscription, Checkpoint Checkpoint, Instant PutAt)
    : Notice(Id, Workspace, Subscription)
{
    public override string Type => IsTest ? "cpt.checkpoint.test.v1" : "cpt.checkpoint.signed.v1";

    public override string Subject => OutboxEntry.OfCheckpoints;

    public override long Sequence => Checkpoint.Size;

    public override Instant RecordedAt => PutAt;

    public override string Thread => "checkpoints-" + Workspace;

    public override string Headline =>
        IsTest
            ? $"Checkpoints of {Workspace}: a test of the subscription"
            : string.Create(CultureInfo.InvariantCulture, $"Checkpoint of {Workspace}: {Checkpoint.Size} seals");

    public override string Sentence =>
        IsTest
            ? "This is a test of the subscription: nothing was signed."
            : $"The log of workspace {Workspace}, signed at this size. Keep it where nobody who runs the server can change it; `cpt verify --checkpoint "
                + $"FILE` holds the database against it.\n\n{Checkpoint}";

    public override IEnumerable<(string Name, string Value)> Facts =>
        [("Seals", Checkpoint.Size.ToString(CultureInfo.InvariantCulture)), ("Root", Convert.ToBase64String(Checkpoint.Root))];

    private bool IsTest => Checkpoint.Note is null;

    public override byte[] CloudEvent() =>
        CloudEvent(new DeliveredCheckpointView(Checkpoint.Origin, Checkpoint.Size, Convert.ToBase64String(Checkpoint.Root), Checkpoint.ToString()));
}
