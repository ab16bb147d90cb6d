using System.Globalization;
using System.Text;

namespace CustomerPerformanceTracker.Log.Erasures;

/// <summary>
/// Looks for what an erasure of an id does not reach. Reads every customer, name and entry and all attributes; an erasure rewrites tables anyway.
/// </summary>
internal sealed class Outlook(NpgsqlConnection connection, Workspace workspace, string externalId)
{
    /// <summary>As a text holds it, and as JSON does.</summary>
    private readonly string[] spellings = [.. Mention.Spellings(externalId).Select(Encoding.UTF8.GetString).Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> TwinsAsync(CancellationToken cancel)
    {
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(Outlook), "other-customers"), workspace.Id, externalId);
        var twins = await command.ListAsync(row => Folded(row.Text("theirs")) == Folded(row.Text("given")) ? row.Text("external_id") : null, cancel);
        return [.. twins.OfType<string>().Order(StringComparer.Ordinal)];
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
        string[] sought = [.. spellings.Select(spelling => spelling.ToLowerInvariant())];
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(Outlook), file), owner, sought);
        var found = await command.ListAsync(row => (Place: row.Text("place"), Text: row.Text("text").ToLowerInvariant()), cancel);
        return Standing.Of(where, found.Where(one => sought.Any(spelling => Mention.In(one.Text, spelling))).Select(one => one.Place));
    }
}
