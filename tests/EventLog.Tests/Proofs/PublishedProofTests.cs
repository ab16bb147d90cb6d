namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

/// <summary>The probes that the Certificate Transparency libraries are tried with: for every good proof, the ways it can be spoiled.</summary>
public sealed class PublishedProofTests
{
    [Fact]
    public void Every_published_inclusion_probe_is_judged_as_published()
    {
        var judged = Probes("inclusion")
            .Select(probe =>
                Judge(
                    probe,
                    InclusionProof.Proves(Number(probe, "leafIdx"), Number(probe, "treeSize"), Bytes(probe, "leafHash"), Bytes(probe, "root"), Proof(probe))
                )
            )
            .ToList();

        judged.Count.ShouldBe(98);
        judged.OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void Every_published_consistency_probe_is_judged_as_published()
    {
        var judged = Probes("consistency")
            .Select(probe =>
                Judge(
                    probe,
                    ConsistencyProof.Proves(Number(probe, "size1"), Bytes(probe, "root1"), Number(probe, "size2"), Bytes(probe, "root2"), Proof(probe))
                )
            )
            .ToList();

        judged.Count.ShouldBe(98);
        judged.OfType<string>().ShouldBeEmpty();
    }

    private static string? Judge(JsonElement probe, bool proves) =>
        proves == !probe.GetProperty("wantErr").GetBoolean() ? null : $"{probe.GetProperty("desc")}: {probe}";

    private static IEnumerable<JsonElement> Probes(string kind) =>
        Directory
            .GetFiles(Reference.Path("vectors", "rfc6962-merkle", "testdata", kind), "*.json", SearchOption.AllDirectories)
            .Select(file => JsonElement.Parse(File.ReadAllBytes(file)));

    /// <summary>Numbers of 64 bits without a sign; those no tree here can have are negative to us.</summary>
    private static long Number(JsonElement probe, string name) => unchecked((long)probe.GetProperty(name).GetUInt64());

    private static byte[] Bytes(JsonElement probe, string name) =>
        probe.GetProperty(name).ValueKind == JsonValueKind.Null ? [] : probe.GetProperty(name).GetBytesFromBase64();

    private static byte[][] Proof(JsonElement probe) =>
        probe.GetProperty("proof").ValueKind == JsonValueKind.Null
            ? []
            : [.. probe.GetProperty("proof").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];
}
