using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed partial class CanonicalJsonTests
{
    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void Published_input_has_the_published_bytes(string name)
    {
        var input = File.ReadAllBytes(Reference.Path("vectors", "jcs-rfc8785", "testdata", "input", name + ".json"));
        var published = File.ReadAllText(Reference.Path("vectors", "jcs-rfc8785", "testdata", "outhex", name + ".txt"));

        var canonical = CanonicalJson.Serialize(JsonElement.Parse(input));

        Convert.ToHexString(canonical).ShouldBe(string.Concat(published.Where(c => !char.IsWhiteSpace(c))), StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void No_published_pair_is_left_out()
    {
        Directory
            .GetFiles(Reference.Path("vectors", "jcs-rfc8785", "testdata", "input"))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(["arrays", "french", "structures", "unicode", "values", "weird"], ignoreOrder: true);
    }

    /// <remarks>The published sequence: listed values, 2,000 around the smallest normal number, then the doubles in a chain of hashes.</remarks>
    [Fact]
    public void A_hundred_thousand_published_numbers_have_the_published_hash()
    {
        var description = File.ReadAllText(Reference.Path("vectors", "jcs-rfc8785", "testdata", "README.md"));
        var listed = Constant()
            .Matches(description.Split("staticF64s")[0])
            .Select(found => ulong.Parse(found.Groups["bits"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        var serial = Enumerable.Range(0, 2_000).Select(i => 0x0010_0000_0000_0000UL + (ulong)i);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (var bits in listed.Concat(serial).Concat(Chained()).Take(100_000))
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{bits:x},{Canonical(BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture))}\n")
            );

        description.ShouldContain(Convert.ToHexStringLower(hash.GetHashAndReset()) + " | 100000 ");
    }

    private static IEnumerable<ulong> Chained()
    {
        var block = new byte[32];
        while (true)
        {
            block = SHA256.HashData(block);
            for (var at = 0; at < block.Length; at += 8)
            {
                var bits = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at));
                if (BitConverter.UInt64BitsToDouble(bits) is var number && double.IsFinite(number) && number != 0)
                    yield return bits;
            }
        }
    }

    [GeneratedRegex("0x(?<bits>[0-9a-f]{16})n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Constant();

    /// <summary>RFC 8785, appendix B: the bits of a double and how it is written.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Number_is_written_as_ECMAScript_writes_it(string bits, string written)
    {
        var number = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        var canonical = Canonical(number.ToString("E16", CultureInfo.InvariantCulture));

        canonical.ShouldBe(written);
    }

    [Fact]
    public void Any_double_reads_back_as_itself_and_its_form_is_a_fixed_point()
    {
        const int seed = 8785;
        var random = new Random(seed);

        for (var i = 0; i < 20_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(number))
                continue;

            var canonical = Canonical(number.ToString("R", CultureInfo.InvariantCulture));

            double.Parse(canonical, CultureInfo.InvariantCulture).ShouldBe(number, $"seed {seed}, number {i}");
            Canonical(canonical).ShouldBe(canonical, $"seed {seed}, number {i}");
        }
    }

    [Fact]
    public void Order_of_properties_and_white_space_do_not_matter()
    {
        var one = Canonical("""{ "b": [1.0, {"y": null, "x": true}], "a": "\u00e9" }""");
        var other = Canonical("""{"a":"é","b":[1e0,{"x":true,"y":null}]}""");

        one.ShouldBe("""{"a":"é","b":[1,{"x":true,"y":null}]}""");
        other.ShouldBe(one);
    }

    [Fact]
    public void Properties_are_ordered_by_UTF16_code_units_and_not_by_code_points()
    {
        // U+1F600 is the pair D83D DE00, which comes before U+FB33 as code units and after it as code points.
        Canonical("""{"\ufb33":1,"\ud83d\ude00":2}""").ShouldBe("{\"\U0001F600\":2,\"\uFB33\":1}");
    }

    [Fact]
    public void Only_what_must_be_escaped_is_escaped()
    {
        Canonical("""["\u0000\u001f\u007f\u2028\/\"\\\b\t\n\f\r\u0041"]""").ShouldBe("[\"\\u0000\\u001f\u007f\u2028/\\\"\\\\\\b\\t\\n\\f\\rA\"]");
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""[{"x":{"a":1,"b":2,"a":3}}]""")]
    [InlineData(""" "\ud800" """)]
    [InlineData(""" "\ude00\ud83d" """)]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("1e309")]
    [InlineData("[-1e999]")]
    public void Ambiguous_value_is_refused(string json)
    {
        Should.Throw<JsonException>(() => Canonical(json));
    }

    [Fact]
    public void Broken_UTF8_is_refused()
    {
        byte[] json = [(byte)'"', 0xC3, 0x28, (byte)'"'];

        Should.Throw<JsonException>(() => CanonicalJson.Serialize(JsonDocument.Parse(json).RootElement));
    }

    [Fact]
    public void Element_without_a_document_is_refused()
    {
        Should.Throw<ArgumentException>(() => CanonicalJson.Serialize(default));
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonElement.Parse(json)));
}
