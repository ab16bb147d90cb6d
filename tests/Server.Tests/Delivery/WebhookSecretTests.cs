namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class WebhookSecretTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long SentAt = 1_614_265_330;

    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(SentAt);

    [Fact]
    public void Signatures_are_those_of_Standard_Webhooks()
    {
        var cases = Vectors().GetProperty("sign").EnumerateArray().ToArray();

        cases.ShouldNotBeEmpty();
        foreach (var vector in cases)
            Key(Text(vector, "secret"))
                .Sign(Text(vector, "msg_id"), vector.GetProperty("timestamp").GetInt64(), Encoding.UTF8.GetBytes(Text(vector, "payload")))
                .ShouldBe(Text(vector, "signature"));
    }

    [Fact]
    public void What_must_not_verify_does_not()
    {
        var signed = Vectors().GetProperty("sign")[0];
        var key = Key(Text(signed, "secret"));
        var cases = Vectors().GetProperty("verify_must_fail").EnumerateArray().ToArray();

        cases.Length.ShouldBe(9);
        foreach (var vector in cases)
        {
            var what = Text(vector, "desc");
            if (vector.TryGetProperty("secret", out var none))
            {
                WebhookSecret.Parse(none.GetString()!).ShouldBeNull(what);
                continue;
            }

            var id = what == "missing webhook-id" ? null : Id;
            var timestamp =
                what == "missing webhook-timestamp" ? null
                : vector.TryGetProperty("webhook-timestamp", out var other) ? other.GetString()
                : $"{SentAt}";
            var signature =
                what == "missing webhook-signature" ? null
                : vector.TryGetProperty("signature", out var wrong) ? wrong.GetString()
                : Text(signed, "signature");
            var now = vector.TryGetProperty("skew_s", out var skew) ? Now.AddSeconds(-skew.GetInt32()) : Now;
            key.Verifies(id, timestamp, signature, Body, now).ShouldBeFalse(what);
        }

        key.Verifies(Id, $"{SentAt}", Text(signed, "signature"), Body, Now).ShouldBeTrue("the positive control");
    }

    [Fact]
    public void What_must_verify_does()
    {
        var signed = Vectors().GetProperty("sign")[0];
        var (secret, valid) = (Text(signed, "secret"), Text(signed, "signature"));
        var cases = Vectors().GetProperty("verify_must_pass").EnumerateArray().ToArray();

        var list = string.Join(
            ' ',
            cases
                .Single(c => c.TryGetProperty("list", out _))
                .GetProperty("list")
                .EnumerateArray()
                .Select(item => item.GetString() == "<valid>" ? valid : item.GetString())
        );
        Key(secret).Verifies(Id, $"{SentAt}", list, Body, Now).ShouldBeTrue();
        Key(secret["whsec_".Length..]).Verifies(Id, $"{SentAt}", valid, Body, Now).ShouldBeTrue();
        foreach (var unpadded in cases.Single(c => c.TryGetProperty("secrets", out _)).GetProperty("secrets").EnumerateArray())
            Key(unpadded.GetString()!)
                .Verifies(Id, $"{SentAt}", Key(unpadded.GetString()!).Sign(Id, SentAt, Body), Body, Now)
                .ShouldBeTrue(unpadded.GetString());
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_time_five_minutes_off_is_near_enough_and_no_second_more(int seconds, bool isNear)
    {
        var key = WebhookSecret.Create();

        key.Verifies(Id, $"{SentAt}", key.Sign(Id, SentAt, Body), Body, Now.AddSeconds(seconds)).ShouldBe(isNear);
    }

    [Fact]
    public void Wycheproofs_HMAC_SHA256_tags_are_the_ones_computed_here()
    {
        var groups = JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "wycheproof", "hmac_sha256_test.json"))).GetProperty("testGroups");
        var seen = 0;
        foreach (var test in groups.EnumerateArray().SelectMany(group => group.GetProperty("tests").EnumerateArray()))
        {
            seen++;
            var tag = Hex(test, "tag");
            var computed = WebhookSecret.Mac(Hex(test, "key"), Hex(test, "msg")).AsSpan(0, tag.Length);
            CryptographicOperations
                .FixedTimeEquals(computed, tag)
                .ShouldBe(Text(test, "result") == "valid", $"{test.GetProperty("tcId")} {Text(test, "comment")}");
        }

        seen.ShouldBe(174);
    }

    [Fact]
    public void GitHubs_sample_has_the_tag_that_GitHub_documents()
    {
        var sample = JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "standard-webhooks", "github-hmac.json")))[0];

        var tag = WebhookSecret.Mac(Encoding.UTF8.GetBytes(Text(sample, "secret")), Encoding.UTF8.GetBytes(Text(sample, "payload")));

        $"sha256={Convert.ToHexStringLower(tag)}".ShouldBe(Text(sample, "value"));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_key_that_signs_has_24_to_64_bytes(int bytes, bool maySign) =>
        Key("whsec_" + Convert.ToBase64String(new byte[bytes])).MaySign.ShouldBe(maySign);

    [Fact]
    public void A_new_key_is_its_own_and_reads_back_but_does_not_show_in_texts()
    {
        var (one, other) = (WebhookSecret.Create(), WebhookSecret.Create());

        one.MaySign.ShouldBeTrue();
        one.Reveal().ShouldNotBe(other.Reveal());
        Key(one.Reveal()).Sign(Id, SentAt, Body).ShouldBe(one.Sign(Id, SentAt, Body));
        $"{one}".ShouldBe("whsec_...");
    }

    [Theory]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_A")]
    [InlineData("whsec_====")]
    public void What_is_no_key_is_not_read_as_one(string text) => WebhookSecret.Parse(text).ShouldBeNull();

    private static WebhookSecret Key(string text) => WebhookSecret.Parse(text).ShouldNotBeNull();

    private static JsonElement Vectors() => JsonElement.Parse(File.ReadAllBytes(Reference.Path("vectors", "standard-webhooks", "vectors.json")));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static byte[] Hex(JsonElement json, string name) => Convert.FromHexString(Text(json, name));
}
