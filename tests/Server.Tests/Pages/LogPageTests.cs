using CustomerPerformanceTracker.Server.Pages.Logs;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>The page of the log says where the log ends to whoever reads, and whether the installation is well to its keepers.</summary>
public sealed class LogPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_keeper_sees_the_root_and_the_installation()
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("one")));
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Admin);

        var text = await browser.PageAsync("/log");

        var head = await HeadRow.ReadAsync(server.Engine.Database, server.Engine.Workspace, CancellationToken.None);
        text.ShouldContain(
            $"<code>{Convert.ToBase64String(head.Checkpoint(server.Engine.Workspace).Root)}</code>".Replace("+", "&#x2B;", StringComparison.Ordinal)
        );
        text.ShouldContain("<th>What to do</th>");
    }

    [Fact]
    public async Task What_needs_attention_is_named_with_its_remedy()
    {
        await using var fault = server.Engine.Database.Owner.CreateCommand("insert into cpt.migration (name, hash) values ('Loop/999-later.sql', '')");
        await fault.ExecuteNonQueryAsync();
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Admin);

        var text = await browser.PageAsync("/log");

        text.ShouldMatch("attention: [a-z, ]*migrations");
        text.ShouldContain("999-later.sql");
        text.ShouldContain("<code>dotnet tool update -g CustomerPerformanceTracker</code>");
    }

    [Fact]
    public async Task Who_only_reads_sees_the_head_and_nothing_of_the_installation()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);

        var text = await browser.PageAsync("/log");

        text.ShouldContain("Whether the installation is well is read under the scope admin.");
        text.ShouldNotContain("What to do");
    }

    [Theory]
    [InlineData("Well", "All two looks found nothing that needs attention.", "ok", "ok")]
    [InlineData("Needs attention", "One of two looks needs attention: seals.", "ok", "attention")]
    [InlineData("Needs attention", "Two of two looks need attention: database, seals.", "attention", "attention")]
    [InlineData("Needs attention", "One of two looks needs attention: database; one could not be made: seals.", "attention", "not_looked_at")]
    [InlineData("Not all looked at", "No look needs attention; one of two could not be made: seals.", "ok", "not_looked_at")]
    public void The_first_sentence_says_what_needs_attention_and_what_was_not_looked_at(string word, string sentence, string database, string seals)
    {
        DoctorFindingView[] findings = [Finding("database", database), Finding("seals", seals)];

        var view = new LogPageView(default, default, default, Recorded: null, Root: "", DoctorView.Of("default", findings));

        (view.Word, view.Headline).ShouldBe((word, sentence));

        static DoctorFindingView Finding(string what, string state) => new(what, Of: null, state, "seen", Number: null, Remedy: null);
    }
}
