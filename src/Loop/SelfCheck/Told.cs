using System.Globalization;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>Figures, lists and commands in the words of a self-check.</summary>
internal static class Told
{
    /// <summary>How many of a kind are named one by one; the rest are counted.</summary>
    public const int MostNamed = 8;

    /// <summary>A count with its noun, which takes an s behind any number but one.</summary>
    public static string Count(double number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    public static string Count(double number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    public static string Kpi(string name) => name.Replace('_', ' ');

    public static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string[] shown = all.Length > MostNamed ? [.. all.Take(MostNamed - 1), $"{all.Length - MostNamed + 1} more"] : all;
        return shown.Length switch
        {
            0 => "none",
            1 => shown[0],
            _ => $"{string.Join(", ", shown.SkipLast(1))} and {shown[^1]}",
        };
    }

    /// <summary>A name as one argument of a shell's command line.</summary>
    public static string Argument(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@')
            ? name
            : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The first looks of a kind, and one that counts the rest.</summary>
    public static IEnumerable<Look> Shortened(IReadOnlyList<Look> looks) =>
        looks.Count <= MostNamed
            ? looks
            : looks
                .Take(MostNamed - 1)
                .Append(looks[MostNamed - 1] with { Of = $"{looks.Count - MostNamed + 1} more", Figure = "of the same kind", Number = null });
}
