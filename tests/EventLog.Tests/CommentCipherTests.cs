namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>The cipher that free text is kept under: AES-256-GCM with nonces of 96 bits and tags of 128.</summary>
public sealed class CommentCipherTests
{
    [Fact]
    public void Wycheproofs_cases_of_the_same_sizes_end_as_Wycheproof_says()
    {
        var seen = 0;
        foreach (var test in Cases())
        {
            seen++;
            var (nonce, plain, sealedText, tag) = (Hex(test, "iv"), Hex(test, "msg"), Hex(test, "ct"), Hex(test, "tag"));
            using var cipher = new AesGcm(Hex(test, "key"), tagSizeInBytes: 16);
            var opened = new byte[sealedText.Length];
            if (IsValid(test))
            {
                var (written, writtenTag) = (new byte[plain.Length], new byte[16]);
                cipher.Encrypt(nonce, plain, written, writtenTag, Hex(test, "aad"));
                (Convert.ToHexString(written), Convert.ToHexString(writtenTag)).ShouldBe(
                    (Convert.ToHexString(sealedText), Convert.ToHexString(tag)),
                    Name(test)
                );
                cipher.Decrypt(nonce, sealedText, tag, opened, Hex(test, "aad"));
                opened.ShouldBe(plain, Name(test));
            }
            else
            {
                Should.Throw<AuthenticationTagMismatchException>(() => cipher.Decrypt(nonce, sealedText, tag, opened, Hex(test, "aad")), Name(test));
            }
        }

        seen.ShouldBe(66);
    }

    [Fact]
    public void A_comment_opens_where_Wycheproof_says_that_its_bytes_are_good_and_nowhere_else()
    {
        var (good, bad) = (0, 0);
        foreach (var test in Cases().Where(test => Text(test, "aad").Length == 0))
        {
            byte[] comment = [.. Hex(test, "iv"), .. Hex(test, "ct"), .. Hex(test, "tag")];
            if (IsValid(test))
            {
                good++;
                Customers.Decrypt(Hex(test, "key"), comment).ShouldBe(System.Text.Encoding.UTF8.GetString(Hex(test, "msg")), Name(test));
            }
            else
            {
                bad++;
                Should.Throw<AuthenticationTagMismatchException>(() => Customers.Decrypt(Hex(test, "key"), comment), Name(test));
            }
        }

        (good, bad).ShouldBe((21, 27));
    }

    private static IEnumerable<JsonElement> Cases() =>
        JsonElement
            .Parse(File.ReadAllBytes(Reference.Path("vectors", "wycheproof", "aes_gcm_test.json")))
            .GetProperty("testGroups")
            .EnumerateArray()
            .Where(group =>
                (group.GetProperty("keySize").GetInt32(), group.GetProperty("ivSize").GetInt32(), group.GetProperty("tagSize").GetInt32()) == (256, 96, 128)
            )
            .SelectMany(group => group.GetProperty("tests").EnumerateArray());

    private static bool IsValid(JsonElement test) => Text(test, "result") == "valid";

    private static string Name(JsonElement test) => $"{test.GetProperty("tcId")} {Text(test, "comment")}";

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static byte[] Hex(JsonElement json, string name) => Convert.FromHexString(Text(json, name));
}
