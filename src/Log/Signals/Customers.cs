using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// Surrogate numbers and text keys of customers. New ones are made in the transaction of the append that needs them, behind its signals
/// (<see cref="Arrivals"/>), and are remembered only after it: a number or key that was rolled back is never used again. Free text is sealed with AES-256-GCM
/// under the customer's own key; the nonce is derived from key, identity and text (as in SIV constructions), so the same text of the same
/// signal gives the same bytes and a repeated import is recognised, while no nonce serves two texts.
/// </summary>
internal sealed class Customers(Workspace workspace)
{
    /// <summary>The external id that stands for whoever leaves a comment without saying who they are.</summary>
    public const string Nobody = "";

    /// <summary>Stands for a customer whom the workspace does not know, or no more, and who is not to be made.</summary>
    public const int Unknown = int.MaxValue;

    /// <summary>Bytes of a text key.</summary>
    public const int KeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private volatile KnownCustomers known = new(erasures: 0);

    /// <summary>What is remembered; it holds while the head counts as many erasures.</summary>
    public KnownCustomers Known => known;

    /// <summary>What is remembered and holds under the head: nothing, where somebody was erased since.</summary>
    public KnownCustomers Under(Head head) =>
        known is { } remembered && remembered.Erasures == head.Erasures ? remembered : known = new KnownCustomers(head.Erasures);

    /// <summary>Remembers nobody any more.</summary>
    public void Forget() => known = new KnownCustomers(known.Erasures);

    /// <summary>
    /// Numbers of the given external ids, in the transaction open on the connection, which holds the head. For those of the new ones that are to be made
    /// a number is drawn, and the others have none.
    /// </summary>
    public async Task<Arrivals> MeetAsync(NpgsqlConnection connection, IReadOnlyDictionary<string, bool> asked, CancellationToken cancel)
    {
        var arrivals = new Arrivals();
        if (asked.Count == 0)
            return arrivals;

        var ordered = asked.OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        await using var command = connection.Statement(
            SqlFile.Beside(typeof(Customers), "draw-numbers"),
            workspace.Id,
            Array.ConvertAll(ordered, one => one.Key),
            Array.ConvertAll(ordered, one => one.Value)
        );
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            arrivals.Add(reader.GetString(1), reader.GetInt32(0), reader.GetBoolean(2));
        return arrivals;
    }

    /// <summary>Gives the arrivals the keys of the given customers, and makes those that are missing. Erased customers have none and get none.</summary>
    public async Task AddKeysAsync(
        NpgsqlConnection connection,
        KnownCustomers remembered,
        Arrivals arrivals,
        IEnumerable<int> customers,
        CancellationToken cancel
    )
    {
        var asked = new List<int>();
        foreach (var customer in customers.Where(number => number != Unknown).Distinct().Order())
        {
            if (arrivals.IsNew(customer))
                arrivals.MakeKey(customer);
            else if (remembered.TryKey(customer, out var key))
                arrivals.AddKey(customer, key);
            else
                asked.Add(customer);
        }

        if (asked.Count == 0)
            return;

        await using var command = new NpgsqlCommand(
            "select number, key from log.customer where workspace = $1 and number = any ($2) and erased_at is null",
            connection
        );
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = asked.ToArray() });
        await command.PrepareAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (reader.IsDBNull(1))
                arrivals.MakeKey(reader.GetInt32(0));
            else
                arrivals.AddKey(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        }
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
