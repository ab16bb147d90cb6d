using System.Text;

namespace CustomerPerformanceTracker.Cli.Pictures;

internal enum Ink
{
    Paper,
    Faint,
    Line,
    Fall,
    Rise,
    Mark,
}

/// <summary>Rows of characters, each with its ink; written out as plain text or with ANSI colours (ECMA-48, SGR).</summary>
internal sealed class CharacterGrid(int rows, int columns)
{
    private readonly (char Character, Ink Ink)[,] cells = new (char, Ink)[rows, columns];

    public void Put(int row, int column, char character, Ink ink)
    {
        if (row >= 0 && row < rows && column >= 0 && column < columns)
            cells[row, column] = (character, ink);
    }

    public void Put(int row, int column, string text, Ink ink)
    {
        for (var i = 0; i < text.Length; i++)
            Put(row, column + i, text[i], ink);
    }

    /// <summary>Fills a cell that nothing was put into yet.</summary>
    public void PutBehind(int row, int column, char character, Ink ink)
    {
        if (cells[row, column].Character == '\0')
            Put(row, column, character, ink);
    }

    public void WriteTo(StringBuilder text, bool color)
    {
        for (var row = 0; row < rows; row++)
        {
            var ink = Ink.Paper;
            for (var column = 0; column <= Last(row); column++)
            {
                var cell = cells[row, column];
                if (color && cell.Ink != ink)
                    text.Append(Code(ink = cell.Ink));
                text.Append(cell.Character == '\0' ? ' ' : cell.Character);
            }
            if (color && ink != Ink.Paper)
                text.Append(Code(Ink.Paper));
            text.Append('\n');
        }
    }

    public static string Code(Ink ink) =>
        ink switch
        {
            Ink.Faint => "\e[0;90m",
            Ink.Line => "\e[0;36m",
            Ink.Fall => "\e[0;1;31m",
            Ink.Rise => "\e[0;1;32m",
            Ink.Mark => "\e[0;33m",
            _ => "\e[0m",
        };

    private int Last(int row)
    {
        var last = columns - 1;
        while (last >= 0 && cells[row, last].Character is '\0' or ' ')
            last--;
        return last;
    }
}
