using System.Text.Json;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>How a command answers: one JSON document on stdout, or text for a person.</summary>
internal static class Output
{
    private const int Narrowest = 40;
    private const int Usual = 80;
    private const int Widest = 160;

    /// <summary>Longer lines are hard to read, however wide the terminal is.</summary>
    private const int Readable = 100;

    /// <summary>Whether stdout is a terminal that a person looks at.</summary>
    public static bool ToPerson => !Console.IsOutputRedirected;

    /// <summary>Colours are for terminals, and not for those who set NO_COLOR (no-color.org).</summary>
    public static bool Colours { get; } = ToPerson && Variable("NO_COLOR").Length == 0 && Variable("TERM") is not "dumb";

    /// <summary>Columns of the terminal; what goes elsewhere is written for 80.</summary>
    public static int Width => ToPerson ? Math.Clamp(Console.WindowWidth, Narrowest, Widest) : Usual;

    /// <summary>Where tables and coloured words go.</summary>
    public static IAnsiConsole Screen { get; } = Open();

    /// <summary>A paragraph, broken between words.</summary>
    public static string Paragraph(string text, int indent = 0) => Item("", text, indent);

    /// <summary>A paragraph behind a head such as a date; its further lines start below its first word.</summary>
    public static string Item(string head, string text, int indent = 0)
    {
        var start = new string(' ', indent) + head;
        var lines = PlainText.Wrap(PlainText.Clean(text), Math.Min(Width, Readable) - start.Length);
        return start + string.Join(Environment.NewLine + new string(' ', start.Length), lines);
    }

    public static void Json<T>(T document)
    {
        using var stdout = Console.OpenStandardOutput();
        JsonSerializer.Serialize(stdout, document, Wire.Json.TypeOf<T>(Wire.Json.Indented));
        stdout.Write("\n"u8);
    }

    /// <summary>The document as one line.</summary>
    public static void JsonLine<T>(T document)
    {
        using var stdout = Console.OpenStandardOutput();
        stdout.Write([.. Wire.Json.Bytes(document), (byte)'\n']);
    }

    private static IAnsiConsole Open()
    {
        var screen = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = Colours ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = Colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
            }
        );
        screen.Profile.Width = Width;
        return screen;
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
