using System.Text.RegularExpressions;
using CustomerPerformanceTracker.Log.Mentions;

namespace CustomerPerformanceTracker.Log;

/// <summary>A text with the name of the field it stands in.</summary>
public readonly record struct FieldText(string Field, string Text);

/// <summary>Where a text names a customer.</summary>
/// <param name="Offset">Characters before it in the text.</param>
/// <param name="Word">What names them: their id, or an e-mail address.</param>
/// <param name="Customer">Their number; null for an e-mail address, and for who was erased.</param>
/// <param name="IsErased">They were erased and did not come back.</param>
public sealed record Naming(string Field, int Offset, string Word, int? Customer, bool IsErased);

/// <summary>A text for the journal names a customer. The message names field, place and remedy.</summary>
public sealed class NamesCustomerException(Naming naming) : ArgumentException(MessageOf(naming))
{
    public Naming Naming => naming;

    private static string MessageOf(Naming naming)
    {
        var (what, instead) = naming switch
        {
            { Customer: { } number } => ("the id of a customer", $"Write customer {number}, which is the number the log has for them, or leave it out."),
            { IsErased: true } => ("the id of a customer who was erased", "Leave it out, or name the request."),
            _ => ("an e-mail address", "Leave it out; people of yours go by their names."),
        };
        return $"{naming.Field}, character {naming.Offset + 1}: '{naming.Word}' is {what}, and the journal keeps its texts for ever and shows them in "
            + $"evidence. {instead}";
    }
}

/// <summary>
/// Finds in texts whom they name: e-mail addresses, and ids of customers the workspace knows, or has erased, of six characters or more that are no mere number
/// or date. Ids are found whatever their case, with the punctuation around them or without.
/// </summary>
/// <param name="list">The list of erasures; null where there is none.</param>
public sealed partial class NamedCustomers(Workspace workspace, ErasureList? list)
{
    /// <summary>The first place at which one of the texts names somebody, in the order of the texts; null where none does.</summary>
    public async Task<Naming?> FirstAsync(NpgsqlConnection connection, IReadOnlyList<FieldText> texts, CancellationToken cancel) =>
        (await FirstOfEachAsync(connection, texts, cancel)).FirstOrDefault(naming => naming is not null);

    /// <summary>For each text the first place at which it names somebody; null where it names nobody.</summary>
    public async Task<IReadOnlyList<Naming?>> FirstOfEachAsync(NpgsqlConnection connection, IReadOnlyList<FieldText> texts, CancellationToken cancel)
    {
        var spans = texts.Select(one => (one.Field, Spans: TextSpans.Of(one.Text).ToArray())).ToArray();
        var words = spans.SelectMany(one => one.Spans).Select(span => span.Text).Distinct(StringComparer.Ordinal).ToArray();
        var known = await KnownAsync(connection, words, cancel);
        var erased = list is null || words.Length == 0 ? null : await list.RecogniserAsync(workspace, cancel);
        var first = new Naming?[texts.Count];
        for (var i = 0; i < first.Length; i++)
        {
            var found = Addresses(texts[i])
                .Concat(
                    spans[i]
                        .Spans.Where(span => known.ContainsKey(span.Text) || erased?.Invoke(span.Text) is true)
                        .Select(span => new Naming(
                            texts[i].Field,
                            span.Start,
                            span.Text,
                            known.TryGetValue(span.Text, out var number) ? number : null,
                            !known.ContainsKey(span.Text)
                        ))
                );
            first[i] = found.OrderBy(naming => naming.Offset).ThenByDescending(naming => naming.Word.Length).FirstOrDefault();
        }

        return first;
    }

    private static IEnumerable<Naming> Addresses(FieldText of) =>
        Address().Matches(of.Text).Select(match => new Naming(of.Field, match.Index, match.Value, Customer: null, IsErased: false));

    private async Task<Dictionary<string, int>> KnownAsync(NpgsqlConnection connection, string[] words, CancellationToken cancel)
    {
        if (words.Length == 0)
            return [];

        await using var command = connection.Statement(SqlFile.Beside(typeof(TextSpans), "find-named"), workspace.Id, words);
        return (await command.ListAsync(row => (Text: row.Text("text"), Number: row.Get<int>("number")), cancel)).ToDictionary(
            one => one.Text,
            one => one.Number,
            StringComparer.Ordinal
        );
    }

    /// <summary>A version of a message, such as hero@8, has no domain behind its @.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Address();
}
