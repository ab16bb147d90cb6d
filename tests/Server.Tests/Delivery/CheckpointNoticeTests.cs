using CustomerPerformanceTracker.Proofs.Notes;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>A checkpoint in each form that sinks have.</summary>
public sealed class CheckpointNoticeTests
{
    private static readonly Checkpoint Unsigned = new(Checkpoint.OriginOf("acme"), 42, new byte[32]);
    private static readonly CheckpointNotice Notice = new("msg_00", "acme", "witness", Signed(), Instant.FromUtc(2025, 3, 12, 9, 30));

    [Fact]
    public void As_an_event_it_holds_the_whole_note_and_is_ordered_by_its_size()
    {
        var told = JsonElement.Parse(CloudEvent.Body(Notice));

        told.GetProperty("type").GetString().ShouldBe("cpt.checkpoint.signed.v1");
        told.GetProperty("subject").GetString().ShouldBe("checkpoint");
        told.GetProperty("sequence").GetString().ShouldBe("0000000042");
        told.GetProperty("time").GetString().ShouldBe("2025-03-12T09:30:00Z");
        told.GetProperty("data").GetProperty("note").GetString().ShouldBe(Notice.Checkpoint.ToString());
        told.GetProperty("data").GetProperty("size").GetInt32().ShouldBe(42);
    }

    [Fact]
    public void As_a_mail_it_holds_the_note_so_that_the_mail_is_the_keeping()
    {
        using var mail = NoticeMail.Of(new Sink.Smtp(new Uri("smtp://mail.example.org"), "log@example.org", ["witness@example.org"]), Notice);

        mail.Subject.ShouldBe("Checkpoint of acme: 42 seals");
        mail.TextBody.ShouldNotBeNull().ReplaceLineEndings("\n").ShouldContain(Notice.Checkpoint.ToString());
        mail.References.ShouldHaveSingleItem().ShouldBe("checkpoints-acme@example.org");
    }

    [Fact]
    public void What_nobody_signed_is_told_to_be_a_test()
    {
        var test = Notice with { Checkpoint = Unsigned };

        test.Type.ShouldBe("cpt.checkpoint.test.v1");
        test.Headline.ShouldContain("a test");
        test.Sentence.ShouldContain("nothing was signed");
    }

    [Fact]
    public void As_a_message_of_Slack_it_holds_the_note() =>
        JsonElement.Parse(SlackMessage.Body(Notice)).GetProperty("text").GetString()!.ShouldContain(Notice.Checkpoint.ToString());

    private static Checkpoint Signed()
    {
        using var signer = new EcdsaSigner(Unsigned.Origin, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        return Unsigned.Signed(signer);
    }
}
