using System.Text.Encodings.Web;
using System.Text.Json;
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

    /// <summary>What the converters and the names of these documents ask of serializer options.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new DayConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new FiniteConverter());
        options.TypeInfoResolverChain.Insert(0, DocumentContext.Default);
    }

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions { WriteIndented = indented, NewLine = "\n" };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
