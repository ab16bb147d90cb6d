using System.Text;

namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>
/// Text with columns in it: <c>steam-{appid}</c>. <c>{name|text}</c> takes the text where the column is empty; <c>{{</c> and <c>}}</c> are braces.
/// A template with an empty column in it gives nothing at all, since half an id or half a name would be another id or name.
/// </summary>
internal sealed class Template
{
    private readonly Part[] parts;

    private Template(Part[] parts) => this.parts = parts;

    private sealed record Part(string Text, Column? Column);

    /// <summary>The text, when no column stands in it.</summary>
    public string? Constant => this.parts switch
    {
        [] => "",
        [{ Column: null } only] => only.Text,
        _ => null,
    };

    /// <exception cref="FormatException">A brace without its partner.</exception>
    public static Template Parse(string text, ColumnSet columns)
    {
        var found = new List<Part>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c)
            {
                literal.Append(c);
                at++;
            }
            else if (c == '{')
            {
                if (literal.Length > 0)
                    found.Add(new Part(literal.ToString(), null));
                literal.Clear();
                found.Add(Placeholder(text, ref at, columns));
            }
            else if (c == '}')
            {
                throw new FormatException($"'{text}' has a closing brace without an opening one; write }}}} for a brace");
            }
            else
            {
                literal.Append(c);
            }
        }

        if (literal.Length > 0)
            found.Add(new Part(literal.ToString(), null));
        return new Template([.. found]);
    }

    /// <summary>The text for this row, or null when a column in it is empty.</summary>
    public string? Of(Row row)
    {
        if (this.parts.Length == 1)
            return Of(this.parts[0], row);

        var text = new StringBuilder();
        foreach (var part in this.parts)
        {
            if (Of(part, row) is not { } some)
                return null;
            text.Append(some);
        }

        return text.ToString();
    }

    /// <summary>The first column that is empty in this row.</summary>
    public string? EmptyColumn(Row row) => this.parts.FirstOrDefault(part => Of(part, row) is null)?.Column?.Name;

    /// <summary>Reads <c>{name}</c> or <c>{name|text}</c> from its opening brace; leaves <paramref name="at"/> on the closing one.</summary>
    internal static (Column Column, string Otherwise) ParsePlaceholder(string text, ref int at, ColumnSet columns)
    {
        var close = text.IndexOf('}', at);
        if (close < 0)
            throw new FormatException($"'{text}' has an opening brace without a closing one");
        var inner = text[(at + 1)..close];
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var name = (bar < 0 ? inner : inner[..bar]).Trim();
        if (name.Length == 0)
            throw new FormatException($"'{text}' has braces without a column's name");
        at = close;
        return (columns[name], bar < 0 ? "" : inner[(bar + 1)..]);
    }

    private static Part Placeholder(string text, ref int at, ColumnSet columns)
    {
        var (column, otherwise) = ParsePlaceholder(text, ref at, columns);
        return new Part(otherwise, column);
    }

    private static string? Of(Part part, Row row) =>
        part.Column is { } column ? row[column] ?? (part.Text.Length > 0 ? part.Text : null) : part.Text;
}
