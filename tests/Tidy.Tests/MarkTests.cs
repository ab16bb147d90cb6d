namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// What a request decides bears the mark that the request was carried out: routes name who decides by <c>Commanded</c>, which adds it, and in no other way.
/// </summary>
public sealed class MarkTests
{
    [Fact]
    public void Routes_name_who_decides_in_one_way() =>
        Ledger.Count(Tree.Files("src/Server", ".cs").Where(file => !file.Path.EndsWith("/Commanded.cs", StringComparison.Ordinal)), Unmarked).ShouldBeEmpty();

    [Fact]
    public void A_route_that_names_them_itself_is_found() => Unmarked(new("Some.cs", "    var by = new Authorship(caller.Person, reason);\n")).ShouldBe(1);

    private static int Unmarked(SourceFile file) => file.Lines.Count(line => line.Contains("Authorship(caller", StringComparison.Ordinal));
}
