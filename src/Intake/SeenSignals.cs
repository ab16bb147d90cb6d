using System.Runtime.InteropServices;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// The identities a source has had so far, each with the line it first stood in. An identity is held as 64 bits of it, mixed, in tables of their own for each
/// of 256 parts, so that growing one copies little: about 16 bytes a signal. That two identities share all 64 bits happens to one source of ten million
/// signals in three hundred thousand; an import then asks the log, which knows them apart.
/// </summary>
internal sealed class SeenSignals
{
    private readonly Table[] tables = [.. Enumerable.Range(0, 256).Select(_ => new Table())];
    private string? campaign;
    private ulong campaignHash;

    /// <summary>The line the signal's identity first stood in, where it did before; else null, and the identity is noted.</summary>
    public long? FirstLineOf(Signal signal, long line)
    {
        var hash = HashOf(signal);
        return tables[hash >> 56].FirstLineOf(hash, line);
    }

    private ulong HashOf(Signal signal)
    {
        Span<Guid> id = [signal.Id];
        var halves = MemoryMarshal.Cast<Guid, ulong>(id);
        unchecked
        {
            if (!ReferenceEquals(campaign, signal.Campaign))
                (campaign, campaignHash) = (signal.Campaign, Mixed((ulong)string.GetHashCode(signal.Campaign, StringComparison.Ordinal)));
            var hash = Mixed(Mixed(halves[0] ^ campaignHash) + halves[1]);
            return hash == 0 ? 1 : hash;
        }
    }

    /// <summary>The finalizer of MurmurHash3 (Appleby), which spreads every bit over all.</summary>
    private static ulong Mixed(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
            hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53;
            return hash ^ (hash >> 33);
        }
    }

    /// <summary>Open addressing with linear probing; 0 marks a free place.</summary>
    private sealed class Table
    {
        private ulong[] hashes = new ulong[16];
        private uint[] lines = new uint[16];
        private int count;

        public long? FirstLineOf(ulong hash, long line)
        {
            var at = PlaceOf(hash);
            if (hashes[at] == hash)
                return lines[at];
            (hashes[at], lines[at]) = (hash, (uint)Math.Min(line, uint.MaxValue));
            if (++count > hashes.Length * 4 / 5)
                Grow();
            return null;
        }

        // The upper bits chose the table, so the lower ones choose the place.
        private int PlaceOf(ulong hash)
        {
            var at = (int)(((hash & uint.MaxValue) * (uint)hashes.Length) >> 32);
            while (hashes[at] != 0 && hashes[at] != hash)
                at = at + 1 == hashes.Length ? 0 : at + 1;
            return at;
        }

        private void Grow()
        {
            var (oldHashes, oldLines) = (hashes, lines);
            (hashes, lines) = (new ulong[oldHashes.Length * 3 / 2], new uint[oldHashes.Length * 3 / 2]);
            for (var i = 0; i < oldHashes.Length; i++)
            {
                if (oldHashes[i] == 0)
                    continue;
                var at = PlaceOf(oldHashes[i]);
                (hashes[at], lines[at]) = (oldHashes[i], oldLines[i]);
            }
        }
    }
}
