namespace CustomerPerformanceTracker.Faults;

/// <summary>The positive controls: an audit that finds nothing means something only where it finds what is there.</summary>
public sealed class AuditorTests
{
    private static readonly Guid[] Sent = [.. Enumerable.Range(1, 100).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void All_that_was_acknowledged_is_stored_once() => Audit(Sent[..90]).ShouldBe(new Audit(90, Lost: 0, Doubled: 0, Invented: 0));

    [Fact]
    public void What_was_not_acknowledged_may_be_stored() => Audit(Sent).IsClean.ShouldBeTrue();

    [Fact]
    public void An_acknowledged_signal_that_is_not_stored_is_lost() => Audit(Sent[1..]).ShouldBe(new Audit(90, Lost: 1, Doubled: 0, Invented: 0));

    [Fact]
    public void A_signal_that_is_stored_twice_is_doubled() => Audit([.. Sent, Sent[0]]).ShouldBe(new Audit(90, Lost: 0, Doubled: 1, Invented: 0));

    [Fact]
    public void A_stored_signal_that_nobody_sent_is_invented() => Audit([.. Sent, Guid.Empty]).ShouldBe(new Audit(90, Lost: 0, Doubled: 0, Invented: 1));

    private static Audit Audit(IReadOnlyList<Guid> stored)
    {
        var auditor = new Auditor();
        auditor.Sent(Sent);
        auditor.Acknowledged(Sent[..90]);
        return auditor.Compare(stored);
    }
}
