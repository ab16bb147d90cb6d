using System.Globalization;

namespace CustomerPerformanceTracker.Intake.Accounts;

/// <summary>Names that a person reads as one and a computer as two.</summary>
internal static class NameTwins
{
    /// <summary>The form in which such names are equal: format characters taken out, spaces folded, in one case.</summary>
    public static string Form(string name)
    {
        var form = new StringBuilder();
        foreach (var c in name)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control)
                continue;
            if (!char.IsWhiteSpace(c))
                form.Append(char.ToUpperInvariant(c));
            else if (form.Length > 0 && form[^1] != ' ')
                form.Append(' ');
        }

        return form.ToString().TrimEnd();
    }

    /// <summary>The name in quotes, with what cannot be seen written as its number.</summary>
    public static string Shown(string name)
    {
        var shown = new StringBuilder("'");
        foreach (var c in Told.Short(name))
        {
            var category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark || (char.IsWhiteSpace(c) && c != ' '))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                shown.Append(c);
        }

        return shown.Append('\'').ToString();
    }
}
