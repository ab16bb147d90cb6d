using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>How people and programs write numbers that are not read here, and the one way of writing that has two meanings.</summary>
internal static partial class NumberHint
{
    /// <summary>One to three digits, a point and three more: 11.000 is eleven to some and eleven thousand to others.</summary>
    public static bool PerhapsThousands(string text) => Thousands().IsMatch(text);

    /// <summary>What to do about a text that is not a number and nearly looks like one; empty where there is nothing to say.</summary>
    public static string Of(string text) =>
        text.Trim() switch
        {
            var t when t.AsSpan().ContainsAny("€$£¥%") && HasDigit(t) => ": leave out the currency or percent sign",
            ['(', .., ')'] t when HasDigit(t) => ": write a negative number with a minus sign",
            var t when t.AsSpan().ContainsAny(",' \u00A0\u202F\u2019") && HasDigit(t) => ": write it without thousands separators, and decimals behind a point",
            var t when ManyPoints().IsMatch(t) => ": write it without thousands separators",
            _ => "",
        };

    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    [GeneratedRegex(@"^\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*\z", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[+-]?\d{1,3}(\.\d{3}){2,}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ManyPoints();
}
