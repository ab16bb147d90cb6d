using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The JSON of every document that leaves the product: the same members in the same order, whoever asks.</summary>
public static class Json
{
    /// <summary>As an answer or a delivery is sent: without white space.</summary>
    public static JsonSerializerOptions Compact { get; } = Make(indented: false);

    /// <summary>As a person reads a document: indented by two spaces, with line feeds.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    /// <summary>A document in UTF-8, without white space.</summary>
    public static byte[] Bytes<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, TypeOf<T>(Compact));

    /// <summary>How documents of a type are written.</summary>
    /// <exception cref="NotSupportedException">The type is no document of this assembly.</exception>
    public static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>Makes the types of these documents known to other options, by which the OpenAPI document names them.</summary>
    public static void Name(JsonSerializerOptions options)
    {
        options.Converters.Add(new DayConverter());
        options.Converters.Add(new InstantConverter());
        options.TypeInfoResolverChain.Insert(0, DocumentContext.Default);
    }

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(DocumentContext.Default.Options)
        {
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly();
        return options;
    }
}
