namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>Files and repositories that the book of changes is filled from.</summary>
public sealed class ChangesImportTests : IAsyncLifetime
{
    private readonly Cpt cpt = new();

    public ValueTask InitializeAsync() => cpt.InitializeAsync();

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Fact]
    public async Task A_file_is_recorded_once_with_its_scopes()
    {
        var file = cpt.File(
            "changes.csv",
            "at,kind,what,until,campaign,ref,channel",
            "2025-05-01,price,spring sale,2025-05-07,beans,T-1,search",
            "",
            "2025-05-03T10:00:00+02:00,deploy,\"new checkout, faster\",,,,"
        );

        var first = (await cpt.RunAsync("changes", "import", file, "--json")).Json;
        var again = (await cpt.RunAsync("changes", "import", file, "--json")).Json;

        Counts(first).ShouldBe((2, 2, 0, 0));
        Counts(again).ShouldBe((2, 0, 2, 0));
        var listed = (await cpt.RunAsync("changes", "list", "--json")).Json.GetProperty("changes");
        listed[0].GetProperty("scope").GetRawText().ShouldContain("search");
        (listed[1].GetProperty("at").GetString(), listed[1].GetProperty("what").GetString()).ShouldBe(("2025-05-03T08:00:00Z", "new checkout, faster"));
    }

    [Fact]
    public async Task A_file_with_wrong_lines_is_told_line_by_line_and_leaves_nothing()
    {
        var file = cpt.File("changes.csv", "at,kind,what", "2025-05-01,price,dearer", "\"2025-05-02\",price,\"of two", "lines\"", "soon,price,dearer");

        var run = await cpt.RunAsync("changes", "import", file);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        var told = string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        told.ShouldContain("changes.csv, line 3: 'what' holds a line break");
        told.ShouldContain("changes.csv, line 5: 'soon' is neither a date nor an instant");
        told.ShouldContain("2 of 3 are no changes, and nothing was recorded");
        (await cpt.RunAsync("changes", "list", "--json")).Json.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_column_that_is_none_of_changes_is_told_with_the_one_that_was_meant()
    {
        var run = await cpt.RunAsync("changes", "import", cpt.File("changes.csv", "at,kind,what,chanel", "2025-05-01,price,dearer,email"));

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("Did you mean 'channel'?");
    }

    [Fact]
    public async Task Commits_and_tags_of_a_repository_are_deploys_once_each()
    {
        var folder = Directory.CreateDirectory(Path.Combine(cpt.Folder, "shop")).FullName;
        await GitAsync(folder, "2025-01-01T10:00:00+01:00", "init", "-q");
        await CommitAsync(folder, "web", "a first page", "2025-03-01T10:00:00+01:00");
        await CommitAsync(folder, "web", "ask ann@example.org before paying", "2025-03-02T10:00:00+01:00");
        await CommitAsync(folder, "mail", "letters are shorter", "2025-03-03T10:00:00+01:00");
        await GitAsync(folder, "2025-03-04T10:00:00+01:00", "tag", "-a", "v1", "-m", "the first one");

        var commits = await cpt.RunAsync("changes", "import", "--git", folder, "--since", "2025-03-02", "--campaign", "beans", "--json");
        var again = await cpt.RunAsync("changes", "import", "--git", folder, "--since", "2025-03-02", "--campaign", "beans", "--json");
        var mail = await cpt.RunAsync("changes", "import", "--git", folder, "--path", "mail", "--json");
        var tags = await cpt.RunAsync("changes", "import", "--git", folder, "--tags", "--json");

        (Counts(commits.Json), Counts(again.Json)).ShouldBe(((2, 2, 0, 0), (2, 0, 2, 0)));
        (Counts(mail.Json), Counts(tags.Json)).ShouldBe(((1, 1, 0, 0), (1, 1, 0, 0)));
        commits.Error.ShouldContain("name a customer or an e-mail address");
        var listed = (await cpt.RunAsync("changes", "list", "--json")).Json.GetProperty("changes").EnumerateArray().ToArray();
        listed.ShouldAllBe(change => change.GetProperty("kind").GetString() == "deploy" && change.GetProperty("ref").GetString()!.Length == 40);
        var first = listed[0].GetProperty("what").GetString()!;
        first.ShouldStartWith("commit ");
        listed.Skip(1).Select(change => change.GetProperty("what").GetString()).ShouldBe(["letters are shorter", "letters are shorter", "v1: the first one"]);
    }

    [Fact]
    public async Task A_folder_that_is_no_repository_and_one_that_is_not_there_are_told_apart()
    {
        var folder = Directory.CreateDirectory(Path.Combine(cpt.Folder, "plain")).FullName;

        var plain = await cpt.RunAsync("changes", "import", "--git", folder);
        var none = await cpt.RunAsync("changes", "import", "--git", folder + "-none");

        (plain.ExitCode, none.ExitCode).ShouldBe((ExitCode.Refused, ExitCode.Refused));
        plain.Error.ShouldContain("is no git repository");
        none.Error.ShouldContain("There is no folder");
    }

    private static (int Read, int Recorded, int Known, int Rejected) Counts(JsonElement import) =>
        (
            import.GetProperty("read").GetInt32(),
            import.GetProperty("recorded").GetInt32(),
            import.GetProperty("known").GetInt32(),
            import.GetProperty("rejected").GetArrayLength()
        );

    private static async Task CommitAsync(string folder, string file, string subject, string when)
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, file), subject);
        await GitAsync(folder, when, "add", file);
        await GitAsync(folder, when, "commit", "-q", "-m", subject);
    }

    private static async Task GitAsync(string folder, string when, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "git",
            ["-C", folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false", .. arguments]
        )
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (start.Environment["GIT_AUTHOR_DATE"], start.Environment["GIT_COMMITTER_DATE"]) = (when, when);
        using var git = Process.Start(start)!;
        var error = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        git.ExitCode.ShouldBe(0, error);
    }
}
