using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// What is stored is written and read through <c>StoredForm</c>, which gives the names and converters of all stored data. The context that is generated for a
/// capability has a <c>Default</c> of its own, which knows neither: written by that, an entry would have other bytes.
/// </summary>
public sealed partial class StoredFormTests
{
    [Fact]
    public void No_stored_data_is_written_or_read_past_its_form() =>
        Ledger.Count(Tree.Files("", ".cs").Where(file => file.Name != "StoredFormTests.cs"), Past).ShouldBeEmpty();

    [Fact]
    public void A_way_past_the_form_is_found() => Past(new("Some.cs", "JsonSerializer.Serialize(level, LevelForms.Default.StoredLevel)\n")).ShouldBe(1);

    private static int Past(SourceFile file) => file.Lines.Count(line => Default().IsMatch(line));

    [GeneratedRegex(@"\w+Forms\.Default\b", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Default();
}
