using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>What a value of an own dimension has to be; any other is read as none.</summary>
public enum DimensionType
{
    /// <summary>1 to 200 letters without control characters; a JSON number or boolean is read as it is written.</summary>
    Text,

    /// <summary>A decimal number of at most 18 digits on either side of its point; equal numbers are one value however they are written.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>A property of signals that the workspace declared; its values stand under its name in the signals' attributes.</summary>
public sealed partial record OwnDimension(string Name, DimensionType Type)
{
    /// <summary>The names of what signals hold or readings say by themselves.</summary>
    private static readonly string[] Taken =
    [
        .. Dimension.Given.Select(given => given.Name),
        "team",
        "id",
        "type",
        "campaign",
        "customer",
        "kpi",
        "score",
        "scale",
        "count",
        "amount",
        "currency",
        "comment",
        "corrects",
        "order",
        "source",
    ];

    /// <summary>Why a name cannot be that of an own dimension; null where it can.</summary>
    public static string? Refusal(string name) =>
        !Form().IsMatch(name) ? $"'{name}' is no name of a dimension. Write up to 40 lower-case letters, digits and _, a letter first, such as agent."
        : Taken.Contains(name, StringComparer.Ordinal) ? $"'{name}' is what signals or readings call something else. Take another name, such as sales_{name}."
        : null;

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Form();
}
