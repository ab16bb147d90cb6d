namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Where an erased id is looked for, long ones count anywhere and short ones on their own.</summary>
public sealed class MentionTests
{
    [Theory]
    [InlineData("{\"customer\":\"17\"}", "17", true)]
    [InlineData("{\"customer\":17}", "17", true)]
    [InlineData("spring,17,2025-05-03", "17", true)]
    [InlineData("17", "17", true)]
    [InlineData("2025-05-17T10:00:00Z", "17", false)]
    [InlineData("170;0.17;a17", "17", false)]
    [InlineData("a17 and 17", "17", true)]
    [InlineData("mailto:ada@example.org.", "ada@example.org", true)]
    [InlineData("xcanary-7f3ax", "canary-7f3a", true)]
    [InlineData("", "17", false)]
    public void A_text_names_somebody_or_does_not(string text, string id, bool named) => Mention.In(text, id).ShouldBe(named);

    [Fact]
    public void An_id_is_recognised_as_JSON_and_CSV_write_it()
    {
        var spellings = Mention.Spellings("a/ö\"b").Select(Encoding.UTF8.GetString).ToArray();

        spellings.ShouldContain("a/ö\"b");
        spellings.ShouldContain("a/ö\"\"b");
        spellings.ShouldContain("a\\/ö\"b");
        spellings.ShouldContain("a/ö\\\"b");
        spellings.ShouldContain("a/\\u00F6\\u0022b");
        spellings.ShouldContain("a/\\u00f6\\u0022b");
    }
}
