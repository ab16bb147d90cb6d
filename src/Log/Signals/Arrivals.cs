using System.Security.Cryptography;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>
/// The customers whom an append met and its process did not remember. Signals hold the number of a newcomer, so it is drawn at once; but who has the number
/// is written only behind the signals. Where these turn out to be known, as those of an erased customer are when their file comes again, the database
/// refuses them before anybody's id or key has come into one of its files.
/// </summary>
internal sealed class Arrivals
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, byte[]> keys = [];
    private readonly Dictionary<int, string> newcomers = [];
    private readonly HashSet<int> keyless = [];

    /// <summary>Numbers by external id, of those who were there and of newcomers.</summary>
    public IReadOnlyDictionary<string, int> Numbers => numbers;

    /// <summary>Text keys by number, as far as somebody's was asked for.</summary>
    public IReadOnlyDictionary<int, byte[]> Keys => keys;

    public void Add(string externalId, int number, bool isNew)
    {
        numbers.Add(externalId, number);
        if (isNew)
            newcomers.Add(number, externalId);
    }

    public bool IsNew(int number) => newcomers.ContainsKey(number);

    public void AddKey(int number, byte[] key) => keys[number] = key;

    /// <summary>Makes a key for a newcomer, or for somebody who had none so far.</summary>
    public void MakeKey(int number)
    {
        keys.Add(number, RandomNumberGenerator.GetBytes(Customers.KeySize));
        if (!IsNew(number))
            keyless.Add(number);
    }

    /// <summary>Lets go of newcomers of whom nothing is stored after all.</summary>
    public void KeepOnly(IReadOnlySet<string> owners)
    {
        foreach (var (number, externalId) in newcomers.Where(one => !owners.Contains(one.Value)).ToList())
        {
            newcomers.Remove(number);
            numbers.Remove(externalId);
            keys.Remove(number);
        }
    }

    /// <summary>The statements that write who the newcomers are, and the keys made for others; none where there are none.</summary>
    public IEnumerable<NpgsqlBatchCommand> Rows(Workspace workspace)
    {
        if (newcomers.Count > 0)
        {
            var ordered = newcomers.OrderBy(one => one.Key).ToArray();
            var command = Command("add-customers", workspace, Array.ConvertAll(ordered, one => one.Key));
            command.Parameters.Add(new() { Value = Array.ConvertAll(ordered, one => one.Value), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            command.Parameters.Add(
                new() { Value = Array.ConvertAll(ordered, one => keys.GetValueOrDefault(one.Key)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea }
            );
            yield return command;
        }

        if (keyless.Count > 0)
        {
            var ordered = keyless.Order().ToArray();
            var command = Command("add-keys", workspace, ordered);
            command.Parameters.Add(new() { Value = Array.ConvertAll(ordered, number => keys[number]), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
            yield return command;
        }
    }

    private static NpgsqlBatchCommand Command(string file, Workspace workspace, int[] numbers) =>
        new(SqlFile.Beside(typeof(Arrivals), file))
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = workspace.Id },
                new() { Value = numbers },
            },
        };
}
