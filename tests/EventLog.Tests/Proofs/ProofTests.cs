namespace CustomerPerformanceTracker.EventLog.Tests.Proofs;

/// <summary>Every proof that is built is accepted, and every check of the two verifiers is the only one that refuses something.</summary>
public sealed class ProofTests
{
    private const int Seed = 9162;

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_and_at_no_other_index()
    {
        for (var size = 1; size <= 33; size++)
        {
            var leaves = Leaves(size);
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.Build(Joined(leaves), index);
                for (var claimed = 0; claimed < size; claimed++)
                    InclusionProof
                        .Proves(claimed, size, leaves[index], Root(leaves), proof)
                        .ShouldBe(claimed == index, $"leaf {index} of {size} claimed to be {claimed}");
            }
        }
    }

    [Fact]
    public void Every_prefix_of_every_small_tree_is_proved_and_of_no_other_size()
    {
        for (var size = 1; size <= 33; size++)
        {
            var leaves = Leaves(size);
            for (var earlier = 1; earlier <= size; earlier++)
            {
                var proof = ConsistencyProof.Build(Joined(leaves), earlier);
                for (var claimed = 0; claimed <= size + 1; claimed++)
                    ConsistencyProof
                        .Proves(claimed, Root(leaves[..earlier]), size, Root(leaves), proof)
                        .ShouldBe(claimed == earlier, $"{earlier} of {size} claimed to be {claimed}");
            }
        }
    }

    [Fact]
    public void Any_tree_proves_any_leaf_and_any_prefix_and_no_proof_with_a_flipped_bit()
    {
        var random = new Random(Seed);
        for (var trial = 0; trial < 300; trial++)
        {
            var leaves = Leaves(random.Next(2, 3_000));
            var (index, earlier, root) = (random.Next(leaves.Length), random.Next(1, leaves.Length), Root(leaves));
            var what = $"leaf {index}, prefix {earlier} of {leaves.Length} (seed {Seed})";
            var inclusion = InclusionProof.Build(Joined(leaves), index);
            var consistency = ConsistencyProof.Build(Joined(leaves), earlier);

            InclusionProof.Proves(index, leaves.Length, leaves[index], root, inclusion).ShouldBeTrue(what);
            ConsistencyProof.Proves(earlier, Root(leaves[..earlier]), leaves.Length, root, consistency).ShouldBeTrue(what);
            InclusionProof.Proves(index, leaves.Length, leaves[index], root, Flipped(inclusion, random)).ShouldBeFalse(what);
            ConsistencyProof.Proves(earlier, Root(leaves[..earlier]), leaves.Length, root, Flipped(consistency, random)).ShouldBeFalse(what);
        }
    }

    [Fact]
    public void A_longer_way_up_than_the_tree_is_high_is_refused_even_where_it_leads_to_the_root()
    {
        var (leaf, left, right) = (Leaf(0), Leaf(1), Leaf(2));

        InclusionProof.Proves(0, 1, leaf, Root([leaf, right]), [right]).ShouldBeFalse();
        InclusionProof.Proves(1, 2, leaf, Root([left, Root([left, leaf])]), [left, left]).ShouldBeFalse();
        ConsistencyProof.Proves(1, leaf, 2, Root([Root([leaf, right]), right]), [right, right]).ShouldBeFalse();
        ConsistencyProof.Proves(1, leaf, 1, leaf, [right]).ShouldBeFalse();
    }

    [Fact]
    public void A_shorter_way_up_than_the_tree_is_high_is_refused_even_where_it_leads_to_the_root()
    {
        var leaf = Leaf(0);

        InclusionProof.Proves(0, 2, leaf, leaf, []).ShouldBeFalse();
        ConsistencyProof.Proves(1, leaf, 2, leaf, []).ShouldBeFalse();
        ConsistencyProof.Proves(3, leaf, 4, leaf, [leaf]).ShouldBeFalse();
        ConsistencyProof.Proves(3, leaf, 4, leaf, []).ShouldBeFalse();
    }

    [Fact]
    public void An_index_outside_the_tree_is_refused()
    {
        var leaf = Leaf(0);

        InclusionProof.Proves(0, 0, leaf, leaf, []).ShouldBeFalse();
        InclusionProof.Proves(1, 1, leaf, Root([Leaf(1), leaf]), [Leaf(1)]).ShouldBeFalse();
        InclusionProof.Proves(-1, 1, leaf, leaf, []).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => InclusionProof.Build(leaf, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => InclusionProof.Build(leaf, -1));
    }

    [Fact]
    public void Nothing_is_consistent_with_an_empty_or_a_larger_tree()
    {
        var leaf = Leaf(0);

        ConsistencyProof.Proves(0, MerkleTree.Root([]), 0, MerkleTree.Root([]), []).ShouldBeFalse();
        ConsistencyProof.Proves(0, MerkleTree.Root([]), 1, leaf, []).ShouldBeFalse();
        ConsistencyProof.Proves(2, leaf, 1, leaf, []).ShouldBeFalse();
        ConsistencyProof.Proves(-1, leaf, -1, leaf, []).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => ConsistencyProof.Build(leaf, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ConsistencyProof.Build(leaf, 2));
    }

    [Fact]
    public void Both_roots_of_a_consistency_proof_have_to_be_reached()
    {
        var leaves = Leaves(5);
        var proof = ConsistencyProof.Build(Joined(leaves), 3);

        ConsistencyProof.Proves(3, Root(leaves[..3]), 5, Leaf(9), proof).ShouldBeFalse();
        ConsistencyProof.Proves(3, Leaf(9), 5, Root(leaves), proof).ShouldBeFalse();
        ConsistencyProof.Proves(5, Root(leaves), 5, Leaf(9), []).ShouldBeFalse();
    }

    /// <remarks>The hash of a node is over 65 bytes: what is shorter would be filled up, and two trees would have one root.</remarks>
    [Fact]
    public void What_is_not_a_hash_is_refused()
    {
        var leaves = Leaves(2);
        var node = new byte[32];
        MerkleTree.HashNode(leaves[0], [], node);

        InclusionProof
            .Proves(
                0,
                2,
                leaves[0],
                node,
                [
                    [],
                ]
            )
            .ShouldBeFalse();
        InclusionProof.Proves(0, 1, [], [], []).ShouldBeFalse();
        ConsistencyProof
            .Proves(
                1,
                leaves[0],
                2,
                node,
                [
                    [],
                ]
            )
            .ShouldBeFalse();

        byte[] endsWithZero = [.. leaves[0][..31], 0];
        ConsistencyProof.Proves(1, endsWithZero, 2, Root([endsWithZero, leaves[1]]), [leaves[1]]).ShouldBeTrue();
        ConsistencyProof.Proves(1, endsWithZero[..31], 2, Root([endsWithZero, leaves[1]]), [leaves[1]]).ShouldBeFalse();
    }

    private static byte[][] Leaves(int size) => [.. Enumerable.Range(0, size).Select(Leaf)];

    private static byte[] Leaf(int number) => MerkleTree.HashLeaf(BitConverter.GetBytes(number));

    private static byte[] Joined(IEnumerable<byte[]> hashes) => [.. hashes.SelectMany(hash => hash)];

    private static byte[] Root(IEnumerable<byte[]> leaves) => MerkleTree.Root(Joined(leaves));

    private static byte[][] Flipped(IReadOnlyList<byte[]> proof, Random random)
    {
        byte[][] flipped = [.. proof.Select(hash => hash.ToArray())];
        flipped[random.Next(flipped.Length)][random.Next(MerkleTree.HashSize)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
