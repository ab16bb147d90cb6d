namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

/// <summary>
/// A published log of fifteen entries with a checkpoint at every size: entries give the tiles, tiles give the roots, and each root proves the ones before.
/// </summary>
public sealed class PublishedLogTests
{
    private const int Size = 15;

    [Fact]
    public void Entries_tiles_and_checkpoints_of_every_size_agree()
    {
        for (var size = 1; size <= Size; size++)
        {
            var tile = File.ReadAllBytes(At("tile", "0", "000.p", Number(size)));

            Entries(size).SelectMany(entry => MerkleTree.HashLeaf(entry)).ShouldBe(tile, $"tile of {size}");
            Published(size).Root.ShouldBe(MerkleTree.Root(tile), $"checkpoint of {size}");
            Published(size).Size.ShouldBe(size);
        }

        Published(0).Root.ShouldBe(MerkleTree.Root([]));
        Entries(Size)
            .Select(Encoding.UTF8.GetString)
            .ShouldBe("one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".Split(' '));
    }

    [Fact]
    public void Every_entry_is_proved_to_be_in_every_published_checkpoint_that_has_it_and_each_checkpoint_to_follow_each_earlier_one()
    {
        var leaves = File.ReadAllBytes(At("tile", "0", "000.p", Number(Size)));
        for (var size = 1; size <= Size; size++)
        {
            var tree = leaves.AsSpan(0, size * MerkleTree.HashSize);
            for (var index = 0; index < size; index++)
            {
                var leaf = MerkleTree.HashLeaf(Entries(size)[index]);
                InclusionProof.Proves(index, size, leaf, Published(size).Root, InclusionProof.Build(tree, index)).ShouldBeTrue($"{index} in {size}");
                ConsistencyProof
                    .Proves(index + 1, Published(index + 1).Root, size, Published(size).Root, ConsistencyProof.Build(tree, index + 1))
                    .ShouldBeTrue($"{index + 1} to {size}");
            }
        }
    }

    internal static string CheckpointText(int size) => File.ReadAllText(At($"checkpoint.{Number(size)}"));

    private static Checkpoint Published(int size) => Checkpoint.Parse(CheckpointText(size));

    /// <summary>An entry bundle: each entry behind its length in two bytes, big-endian.</summary>
    private static List<byte[]> Entries(int size)
    {
        var entries = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = File.ReadAllBytes(At("tile", "entries", "000.p", Number(size))); !rest.IsEmpty; rest = rest[(2 + entries[^1].Length)..])
            entries.Add(rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest)).ToArray());
        return entries;
    }

    private static string At(params string[] path) => Reference.Path(["vectors", "tessera-testlog", "testdata", "log", .. path]);

    private static string Number(int size) => size.ToString(CultureInfo.InvariantCulture);
}
