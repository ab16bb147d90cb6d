using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>A version of a message, written NAME@VERSION: hero@8.</summary>
public static partial class MessageVersion
{
    public static bool IsOne(string text) => text.Length <= 200 && Pattern().IsMatch(text);

    public static string NameOf(string version) => version[..version.LastIndexOf('@')];

    [GeneratedRegex("^[^@\\s]+(?: [^@\\s]+)*@[^@\\s]+$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Pattern();
}
