namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// Text with columns in it: <c>steam-{appid}</c>. <c>{name|text}</c> takes the text where the column is empty, <c>{userId|{anonymousId}}</c> another
/// column, and so on inwards; <c>{name|}</c> says that the column may be missing; <c>{{</c> and <c>}}</c> are braces.
/// A template with an empty column in it gives nothing at all, since half an id or half a name would be another id or name.
/// </summary>
internal sealed class Template
{
    private readonly Part[] parts;

    private Template(Part[] parts) => this.parts = parts;

    private sealed record Part(string Text, Placeholder? Placeholder);

    /// <summary>The text, when no column stands in it.</summary>
    public string? Constant =>
        this.parts switch
        {
            [] => "",
            [{ Placeholder: null } only] => only.Text,
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
                found.Add(new Part("", ParsePlaceholder(text, ref at, columns)));
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

    /// <summary>The first column that is empty in this row, and so are those that would have stood in for it.</summary>
    public string? EmptyColumn(Row row) => this.parts.FirstOrDefault(part => Of(part, row) is null)?.Placeholder?.Columns[0].Name;

    /// <summary>
    /// Reads <c>{name}</c>, <c>{name|text}</c> or <c>{name|{other}}</c> from its opening brace; leaves <paramref name="at"/> on the closing one.
    /// </summary>
    internal static Placeholder ParsePlaceholder(string text, ref int at, ColumnSet columns)
    {
        var (start, depth) = (at, 0);
        var chain = new List<Column>();
        while (true)
        {
            depth++;
            var close = text.IndexOf('}', at);
            if (close < 0)
                throw new FormatException($"'{text}' has an opening brace without a closing one");
            var inner = text[(at + 1)..close];
            var bar = inner.IndexOf('|', StringComparison.Ordinal);
            var name = (bar < 0 ? inner : inner[..bar]).Trim();
            if (name.Length == 0)
                throw new FormatException($"'{text}' has braces without a column's name");
            chain.Add(columns[name]);
            chain[^1].IsFigure |= columns.InFigure && bar < 0 && depth == 1;
            if (bar >= 0 && inner[(bar + 1)..].StartsWith('{'))
            {
                at += bar + 2;
                continue;
            }

            at = close + depth - 1;
            return at < text.Length && text.AsSpan(close..(at + 1)).IndexOfAnyExcept('}') < 0
                ? new Placeholder([.. chain], bar < 0 ? "" : inner[(bar + 1)..])
                : throw new FormatException($"'{text[start..]}' has {depth} opening braces, one in the other, and fewer closing ones");
        }
    }

    private static string? Of(Part part, Row row) => part.Placeholder is { } placeholder ? placeholder.Of(row) : part.Text;
}

/// <summary>Columns of which the first that is not empty counts, and a text where all are; no text where that is empty too.</summary>
internal sealed record Placeholder(Column[] Columns, string Otherwise)
{
    public string? Of(Row row) => FirstFilled(row).Text ?? (Otherwise.Length > 0 ? Otherwise : null);

    /// <summary>The first column that is not empty and its text; nothing where all are empty.</summary>
    public (Column? Column, string? Text) FirstFilled(Row row)
    {
        foreach (var column in Columns)
        {
            if (row[column] is { } text)
                return (column, text);
        }

        return (null, null);
    }
}
