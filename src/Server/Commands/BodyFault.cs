using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>
/// Says what of a command's body does not fit its type, and where: the first place at which the serializer would refuse it, with the names that are
/// known there. The rules are the serializer's own settings (<see cref="CommandJson"/>) and the type's own members.
/// </summary>
internal static class BodyFault
{
    /// <summary>Null where all of it fits.</summary>
    public static Problem? Find(JsonElement value, JsonTypeInfo type, string pointer = "") =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object => OfObject(value, type, pointer),
            JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array => OfItems(value, type, pointer),
            _ => OfValue(value, type, pointer),
        };

    private static Problem? OfObject(JsonElement value, JsonTypeInfo declared, string pointer)
    {
        if (Twice(value) is { } twice)
            return new Problem(422, "duplicate_member", $"'{twice}' stands there twice; only one of them can be meant.", At(pointer, twice));
        if (Derived(value, declared, pointer, out var type) is { } unknownKind)
            return unknownKind;
        var members = type.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        string[] known = [.. members.Keys, .. declared.PolymorphismOptions is { } kinds ? [kinds.TypeDiscriminatorPropertyName] : (string[])[]];
        if (KnownNames.FirstUnknown(value.EnumerateObject().Select(member => member.Name), known) is { } unknown)
            return new Problem(422, "unknown_member", KnownNames.Refusal("member here", unknown, known), At(pointer, unknown), Known: known);
        return members.Values.Select(member => OfMember(value, member, pointer)).FirstOrDefault(fault => fault is not null);
    }

    private static Problem? OfMember(JsonElement value, JsonPropertyInfo member, string pointer)
    {
        var place = At(pointer, member.Name);
        if (!value.TryGetProperty(member.Name, out var given))
            return IsNeeded(member) ? Missing(member.Name, "is needed", place) : null;
        if (given.ValueKind == JsonValueKind.Null)
            return (member.AssociatedParameter?.IsNullable ?? member.IsSetNullable) ? null : Missing(member.Name, "is null, and has to say something", place);
        return Find(given, member.Options.GetTypeInfo(member.PropertyType), place);
    }

    private static Problem? OfItems(JsonElement value, JsonTypeInfo type, string pointer)
    {
        var item = type.Options.GetTypeInfo(type.ElementType!);
        return value
            .EnumerateArray()
            .Select((one, i) => one.ValueKind == JsonValueKind.Null ? OfValue(one, item, $"{pointer}/{i}") : Find(one, item, $"{pointer}/{i}"))
            .FirstOrDefault(fault => fault is not null);
    }

    private static Problem? OfValue(JsonElement value, JsonTypeInfo type, string pointer)
    {
        try
        {
            if (value.ValueKind != JsonValueKind.Null && value.Deserialize(type) is not null)
                return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The problem below tells more than the exception does.
        }

        return IsTime(type.Type)
            ? new Problem(422, "invalid_time", $"{value.GetRawText()} is no time; write RFC 3339 with its offset, such as 2025-05-03T09:00:00+02:00.", pointer)
            : new Problem(422, "invalid_member", $"{(pointer.Length == 0 ? "The body" : $"'{pointer}'")} is {Meant(type)}; this is {Given(value)}.", pointer);
    }

    /// <summary>The type that the value says it is of, where there are several.</summary>
    private static Problem? Derived(JsonElement value, JsonTypeInfo declared, string pointer, out JsonTypeInfo type)
    {
        type = declared;
        if (declared.PolymorphismOptions is not { } kinds)
            return null;
        var name = kinds.TypeDiscriminatorPropertyName;
        string[] known = [.. kinds.DerivedTypes.Select(derived => (string)derived.TypeDiscriminator!)];
        var given = value.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        if (given is null || !known.Contains(given, StringComparer.Ordinal))
            return new Problem(
                422,
                given is null ? "missing_member" : "unknown_kind",
                given is null ? $"'{name}' is needed; it is one of {string.Join(", ", known)}." : KnownNames.Refusal(name, given, known),
                At(pointer, name),
                Known: known
            );
        type = declared.Options.GetTypeInfo(kinds.DerivedTypes.Single(derived => (string)derived.TypeDiscriminator! == given).DerivedType);
        return null;
    }

    private static Problem Missing(string name, string how, string pointer) =>
        name == "reason"
            ? new Problem(422, "reason_needed", "Say why, in \"reason\"; the journal keeps it.", pointer)
            : new Problem(422, "missing_member", $"'{name}' {how}.", pointer);

    private static bool IsNeeded(JsonPropertyInfo member) => member.AssociatedParameter is { } parameter ? !parameter.HasDefaultValue : member.IsRequired;

    private static string? Twice(JsonElement value) =>
        value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any())?.Key;

    private static bool IsTime(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset);

    private static string Meant(JsonTypeInfo type) =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object => "one JSON object",
            JsonTypeInfoKind.Enumerable => "a list",
            JsonTypeInfoKind.Dictionary => "an object of names and texts",
            _ when type.Type == typeof(string) => "a text",
            _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(bool) => "true or false",
            _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(double) => "a number",
            _ => "a whole number",
        };

    private static string Given(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text that it cannot hold",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => value.GetRawText(),
        };

    private static string At(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
