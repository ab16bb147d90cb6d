using System.Globalization;
using System.Text;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Log.Erasures;

/// <summary>
/// Looks for what an erasure of an id does not reach. Reads every customer, name and entry and all attributes; an erasure rewrites tables anyway.
/// </summary>
internal sealed class Outlook(NpgsqlConnection connection, Workspace workspace, string externalId)
{
    private const int MostPlaces = 5;

    /// <summary>As a text holds it, and as JSON does.</summary>
    private readonly string[] spellings = [.. Mention.Spellings(externalId).Select(Encoding.UTF8.GetString).Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> TwinsAsync(CancellationToken cancel)
    {
        var twins = new List<string>();
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(Outlook), "other-customers"), workspace.Id, externalId);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (Folded(row.GetString(1)) == Folded(row.GetString(2)))
                twins.Add(row.GetString(0));
        }

        return [.. twins.Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Standing>> ElsewhereAsync(CancellationToken cancel) =>
        [
            .. await StandingAsync("names, such as campaigns and messages", "standing-names", workspace.Id, cancel),
            .. await StandingAsync("entries of the journal", "standing-journal", workspace.Name, cancel),
            .. await StandingAsync("attributes of signals", "standing-attributes", workspace.Id, cancel),
        ];

    /// <summary>Letters without case and accents, without any space, of an id in form NFKD.</summary>
    private static string Folded(string decomposed)
    {
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (!char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    private async Task<IEnumerable<Standing>> StandingAsync(string where, string file, object owner, CancellationToken cancel)
    {
        var (count, places) = (0L, new List<string>());
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(Outlook), file), owner);
        command.Parameters.Add(
            new() { Value = spellings.Select(spelling => spelling.ToLowerInvariant()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }
        );
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var text = row.GetString(1).ToLowerInvariant();
            if (!spellings.Any(spelling => Mention.In(text, spelling.ToLowerInvariant())))
                continue;
            if (++count <= MostPlaces)
                places.Add(row.GetString(0));
        }

        return count == 0 ? [] : [new Standing(where, count, places)];
    }
}
