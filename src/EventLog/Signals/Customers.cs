using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.EventLog.Signals;

/// <summary>
/// Surrogate numbers and text keys of customers. New ones are made in the transaction of the append that needs them, which costs no commit of
/// their own, and are remembered only after it: a number or key that was rolled back is never used again. Free text is sealed with AES-256-GCM
/// under the customer's own key; the nonce is derived from key, identity and text (as in SIV constructions), so the same text of the same
/// signal gives the same bytes and a repeated import is recognised, while no nonce serves two texts.
/// </summary>
internal sealed class Customers(Workspace workspace)
{
    /// <summary>The external id that stands for whoever leaves a comment without saying who they are.</summary>
    public const string Nobody = "";

    /// <summary>Stands for a customer whom the workspace does not know, or no more, and who is not to be made.</summary>
    public const int Unknown = int.MaxValue;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private volatile KnownCustomers known = new(erasures: 0);

    /// <summary>What is remembered; it holds where the head tells of as many erasures.</summary>
    public KnownCustomers Known => known;

    /// <summary>What is remembered and holds under the head: nothing, where somebody was erased since.</summary>
    public KnownCustomers Under(Head head) => known is { } remembered && remembered.Erasures == head.Erasures ? remembered : known = new KnownCustomers(head.Erasures);

    /// <summary>Remembers nobody any more.</summary>
    public void Forget() => known = new KnownCustomers(known.Erasures);

    /// <summary>
    /// Numbers of the given external ids, in the transaction open on the connection, which holds the head. Of those that are new, the ones to be made
    /// are, and the others have no number.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> NumbersAsync(NpgsqlConnection connection, IReadOnlyDictionary<string, bool> asked, CancellationToken cancel)
    {
        var ordered = asked.OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(Customers), "add-customers"), connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = Array.ConvertAll(ordered, one => one.Key), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Array.ConvertAll(ordered, one => one.Value) });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new Dictionary<string, int>(ordered.Length, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetString(1), reader.GetInt32(0));
        return found;
    }

    /// <summary>Keys of the given customers, making those that have none in the transaction open on the connection. Erased customers have none and get none.</summary>
    public async Task<IReadOnlyDictionary<int, byte[]>> KeysAsync(NpgsqlConnection connection, KnownCustomers remembered, IEnumerable<int> customers, CancellationToken cancel)
    {
        var found = new Dictionary<int, byte[]>();
        var missing = new List<int>();
        foreach (var customer in customers.Where(number => number != Unknown).Distinct().Order())
        {
            if (remembered.TryKey(customer, out var key))
                found.Add(customer, key);
            else
                missing.Add(customer);
        }

        if (missing.Count == 0)
            return found;

        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(Customers), "add-keys"), connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = missing.ToArray() });
        command.Parameters.Add(new() { Value = missing.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray() });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        return found;
    }

    /// <summary>Nonce, ciphertext and tag of a comment.</summary>
    public static byte[] Encrypt(byte[] key, Guid signal, string comment)
    {
        var plain = Encoding.UTF8.GetBytes(comment);
        Span<byte> seed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, [.. "nonce"u8, .. signal.ToByteArray(bigEndian: true), .. plain], seed);

        var sealedText = new byte[NonceSize + plain.Length + TagSize];
        seed[..NonceSize].CopyTo(sealedText);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(seed[..NonceSize], plain, sealedText.AsSpan(NonceSize, plain.Length), sealedText.AsSpan(NonceSize + plain.Length));
        return sealedText;
    }

    public static string Decrypt(byte[] key, ReadOnlySpan<byte> sealedText)
    {
        var plain = new byte[sealedText.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(sealedText[..NonceSize], sealedText[NonceSize..^TagSize], sealedText[^TagSize..], plain);
        return Encoding.UTF8.GetString(plain);
    }
}
