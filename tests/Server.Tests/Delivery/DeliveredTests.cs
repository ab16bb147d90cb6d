using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>The bodies that receivers have been written against.</summary>
public sealed class DeliveredTests
{
    public static TheoryData<string> Kinds { get; } =
    ["raised", "words", "quotes", "no-words", "recurred", "silence", "assigned", "commented", "resolved", "checkpoint"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Body_for_a_webhook_is_as_ever(string kind) => Golden.Matches(Encoding.UTF8.GetString(CloudEvent.Body(Of(kind))) + "\n", $"webhook.{kind}.json");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Body_for_Slack_is_as_ever(string kind) => Golden.Matches(Encoding.UTF8.GetString(SlackMessage.Body(Of(kind))) + "\n", $"slack.{kind}.json");

    private static Notice Of(string kind) =>
        kind switch
        {
            "checkpoint" => new CheckpointNotice(
                "msg_1",
                "acme",
                "to-the-auditor",
                new Checkpoint("cpt/acme", 7, MerkleTree.Root([])),
                Instant.FromUtc(2025, 3, 12, 9, 30)
            ),
            "raised" => Notices.Of(Notices.Raised(), id: "msg_1"),
            "words" => Notices.Of(Notices.Raised(), id: "msg_1") with { Rose = new NoticeWords.Read(Notices.Words()) },
            "quotes" => Notices.Of(Notices.Raised(), id: "msg_1") with { Rose = new NoticeWords.Read(Notices.Words("it *renewed* <itself>\nunasked")) },
            "no-words" => Notices.Of(Notices.Raised(), id: "msg_1") with { Rose = new NoticeWords.NotRead("not within 5 seconds") },
            "recurred" => Notices.Of(Notices.Raised() with { Type = "alert_recurred" }, id: "msg_1"),
            "silence" => Notices.Of(Notices.Raised(Notices.Alert(AlertKind.Silence, withCard: false)), id: "msg_1"),
            "assigned" => Notices.Of(Notices.Changed("alert_assigned", "open", data: """{"to":"grâce"}"""), id: "msg_1"),
            "commented" => Notices.Of(Notices.Changed("alert_commented", "open", data: """{"text":"told the <team> & went on"}"""), id: "msg_1"),
            _ => Notices.Of(Notices.Changed("alert_resolved", "resolved", data: """{"outcome":"false_alarm"}"""), id: "msg_1"),
        };
}
