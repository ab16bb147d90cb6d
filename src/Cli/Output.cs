using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerPerformanceTracker.Cli;

/// <summary>How a command answers: one JSON document on stdout, or text for a person.</summary>
internal static class Output
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether stdout is a terminal that a person looks at.</summary>
    public static bool ToPerson => !Console.IsOutputRedirected;

    public static void Json(Action<Utf8JsonWriter> write)
    {
        using var stdout = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stdout, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        stdout.Write("\n"u8);
    }
}
