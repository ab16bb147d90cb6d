namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class MerkleTests
{
    /// <summary>The leaves of the tree that the Certificate Transparency libraries are tried with.</summary>
    private static readonly string[] EightLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Fact]
    public void The_tree_of_eight_leaves_has_the_published_root()
    {
        var root = MerkleTree.Root([.. EightLeaves.SelectMany(leaf => MerkleTree.HashLeaf(Convert.FromHexString(leaf)))]);

        Convert.ToHexStringLower(root).ShouldBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    [Fact]
    public void The_empty_tree_has_the_published_root()
    {
        Convert.ToHexStringLower(MerkleTree.Root([])).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        RightEdge.Empty.Root().ShouldBe(MerkleTree.Root([]));
    }

    [Fact]
    public void Hashes_and_roots_of_every_size_are_the_published_ones()
    {
        using var published = JsonDocument.Parse(File.ReadAllBytes(Reference.Path("vectors", "rfc6962-merkle", "tree8.json")));
        var leaves = published
            .RootElement.GetProperty("leaves_hex")
            .EnumerateArray()
            .Select(leaf => MerkleTree.HashLeaf(Convert.FromHexString(leaf.GetString()!)))
            .ToArray();
        var roots = published.RootElement.GetProperty("roots_hex_by_size").EnumerateArray().Select(root => root.GetString()!).ToArray();
        var hasher = published
            .RootElement.GetProperty("hasher")
            .EnumerateArray()
            .ToDictionary(h => h.GetProperty("what").GetString()!, h => h.GetProperty("hex").GetString()!, StringComparer.Ordinal);

        var ours = Enumerable.Range(0, roots.Length).Select(size => Convert.ToHexStringLower(MerkleTree.Root([.. leaves.Take(size).SelectMany(leaf => leaf)])));

        ours.ShouldBe(roots);
        Convert.ToHexStringLower(MerkleTree.HashLeaf("L123456"u8)).ShouldBe(hasher["leaf hash of ASCII L123456"]);
        Convert.ToHexStringLower(MerkleTree.HashLeaf([])).ShouldBe(hasher["leaf hash of empty"]);
    }

    [Fact]
    public void Published_inclusion_probes_name_our_leaves_and_roots()
    {
        var files = Directory.GetFiles(Reference.Path("vectors", "rfc6962-merkle", "testdata", "inclusion"), "happy-path.json", SearchOption.AllDirectories);
        var leaves = EightLeaves.Select(leaf => MerkleTree.HashLeaf(Convert.FromHexString(leaf))).ToArray();

        var tried = 0;
        foreach (var probe in files.Select(file => JsonElement.Parse(File.ReadAllBytes(file))))
        {
            var (index, size) = (probe.GetProperty("leafIdx").GetInt32(), probe.GetProperty("treeSize").GetInt32());
            var leaf = probe.GetProperty("leafHash").GetBytesFromBase64();
            if (size > leaves.Length || !leaf.AsSpan().SequenceEqual(leaves[index]))
                continue;

            probe
                .GetProperty("root")
                .GetBytesFromBase64()
                .ShouldBe(MerkleTree.Root([.. leaves.Take(size).SelectMany(hash => hash)]), $"leaf {index} of {size}");
            tried++;
        }

        tried.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void The_right_edge_gives_the_root_of_the_whole_tree_at_every_size()
    {
        var edge = RightEdge.Empty;
        var hashes = new List<byte>();
        for (var size = 0; size <= 200; size++)
        {
            edge.Root().ShouldBe(MerkleTree.Root([.. hashes]), $"size {size}");
            edge.Size.ShouldBe(size);

            // What is stored and read back goes on as what was kept in memory.
            edge = new RightEdge(size, edge.ToBytes());
            var leaf = MerkleTree.HashLeaf(BitConverter.GetBytes(size));
            edge.Add(leaf);
            hashes.AddRange(leaf);
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(0, 1)]
    public void An_edge_that_cannot_belong_to_a_tree_of_its_size_is_refused(long size, int hashes)
    {
        Should.Throw<InvalidDataException>(() => new RightEdge(size, new byte[hashes * MerkleTree.HashSize]));
    }
}
