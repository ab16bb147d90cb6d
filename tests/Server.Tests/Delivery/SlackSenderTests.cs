namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class SlackSenderTests
{
    [Fact]
    public async Task A_hook_is_posted_a_text_and_blocks_to_its_whole_URL()
    {
        await using var receiver = await Receiver.StartAsync();

        var outcome = await Deliver.OnceAsync(new Sink.Slack(receiver.Url), Notices.Of(Notices.Raised()));

        outcome.ShouldBe(new SendOutcome.Delivered());
        var sent = receiver.All.ShouldHaveSingleItem();
        sent.Path.ShouldBe(receiver.Url.PathAndQuery);
        sent.Headers["Content-Type"].ShouldBe("application/json");
        var body = JsonElement.Parse(sent.Body);
        body.GetProperty("text").GetString().ShouldBe(AlertWords.Sentence(Notices.Raised()));
        body.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("type").GetString()).ShouldBe(["header", "section", "context"]);
        body.GetProperty("blocks")[0]
            .GetProperty("text")
            .GetProperty("text")
            .GetString()
            .ShouldBe("[critical] spring: trust falls while conversion rate holds");
    }

    [Fact]
    public void The_three_characters_of_Slacks_rules_are_escaped_and_so_nobody_is_called()
    {
        var body = JsonElement.Parse(SlackMessage.Body(Notices.Of(Notices.Raised(Notices.Alert(campaign: "<!channel> R&D <https://evil.example|click>")))));

        var texts = Texts(body).ToArray();
        texts.ShouldNotBeEmpty();
        texts.ShouldAllBe(text => !text.Contains('<') && !text.Contains('>'));
        body.GetProperty("text").GetString()!.ShouldContain("&lt;!channel&gt; R&amp;D &lt;https://evil.example|click&gt;");
    }

    [Fact]
    public void Texts_stay_within_Slacks_limits_whatever_names_and_reasons_hold()
    {
        var endless = new string('&', 100_000);
        var body = JsonElement.Parse(
            SlackMessage.Body(
                Notices.Of(
                    Notices.Changed("alert_resolved", "resolved", actor: endless, reason: endless) with
                    {
                        Alert = Notices.Alert(campaign: endless) with { Policy = endless },
                    }
                )
            )
        );

        body.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!.Length.ShouldBeLessThanOrEqualTo(150);
        Texts(body).ShouldAllBe(text => text.Length <= 3_000);
    }

    [Theory]
    [InlineData("a&b", 100, "a&amp;b")]
    [InlineData("a&b", 5, "a")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    public void What_does_not_fit_is_left_out_whole(string text, int longest, string escaped) => SlackMessage.Escape(text, longest).ShouldBe(escaped);

    private static IEnumerable<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Texts(property.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };
}
