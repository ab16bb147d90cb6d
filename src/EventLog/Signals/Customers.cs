using System.Security.Cryptography;
using System.Text;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.EventLog.Signals;

/// <summary>
/// Surrogate numbers and text keys of customers. Free text is sealed with AES-256-GCM under the customer's own key; the nonce is derived
/// from key, identity and text (as in SIV constructions), so the same text of the same signal gives the same bytes and a repeated import
/// is recognised, while no nonce serves two texts.
/// </summary>
internal sealed class Customers(Database database, Workspace workspace)
{
    /// <summary>The external id that stands for whoever leaves a comment without saying who they are.</summary>
    public const string Nobody = "";

    private const int Remembered = 200_000;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, byte[]> keys = [];
    private readonly Lock gate = new();

    /// <summary>Numbers for all external ids of a batch, making those that are new.</summary>
    public async Task<IReadOnlyDictionary<string, int>> NumbersAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancel)
    {
        var found = new Dictionary<string, int>(externalIds.Count, StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var id in externalIds)
            {
                if (numbers.TryGetValue(id, out var number))
                    found.Add(id, number);
            }
        }

        for (var missing = Missing(); missing.Length > 0; missing = Missing())
            await AddAsync(missing, found, cancel);
        return found;

        string[] Missing() => [.. externalIds.Where(id => !found.ContainsKey(id)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Keys of the given customers, making those that have none. Erased customers have none and get none.</summary>
    public async Task<IReadOnlyDictionary<int, byte[]>> KeysAsync(IReadOnlyCollection<int> customers, CancellationToken cancel)
    {
        int[] missing;
        lock (gate)
            missing = [.. customers.Where(number => !keys.ContainsKey(number)).Order()];

        if (missing.Length > 0)
        {
            await using var command = database.Source.CreateCommand(SqlFile.Beside(typeof(Customers), "add-keys"));
            command.Parameters.Add(new() { Value = workspace.Id });
            command.Parameters.Add(new() { Value = missing });
            command.Parameters.Add(new() { Value = missing.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancel);
            lock (gate)
            {
                while (reader.Read())
                    keys[reader.GetInt32(0)] = reader.GetFieldValue<byte[]>(1);
            }
        }

        lock (gate)
            return customers.Where(keys.ContainsKey).ToDictionary(number => number, number => keys[number]);
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

    private async Task AddAsync(string[] externalIds, Dictionary<string, int> found, CancellationToken cancel)
    {
        await using var command = database.Source.CreateCommand(SqlFile.Beside(typeof(Customers), "add-customers"));
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = externalIds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        lock (gate)
        {
            // A forgotten number is read again; the log holds far more customers than memory should.
            if (numbers.Count > Remembered)
                numbers.Clear();
            if (keys.Count > Remembered)
                keys.Clear();
            while (reader.Read())
                numbers[reader.GetString(1)] = found[reader.GetString(1)] = reader.GetInt32(0);
        }
    }
}
