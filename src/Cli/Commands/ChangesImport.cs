using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings.Dimensions;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt changes import</c>.</summary>
internal static class ChangesImport
{
    public static Command Import()
    {
        var file = new Argument<string?>("FILE")
        {
            Description =
                "CSV file with the columns at, kind and what; until, campaign and ref where there are such; and a column for each dimension of the scope.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var git = new Option<string?>("--git")
        {
            Description = "Folder of a git repository, instead of a file: each commit of its branch is a deploy.",
            HelpName = "FOLDER",
        };
        var since = new Option<string?>("--since") { Description = "With --git: only what was made on this day or later.", HelpName = "DATE" };
        var path = new Option<string?>("--path") { Description = "With --git: only commits that touch this file or folder.", HelpName = "PATH" };
        var tags = new Option<bool>("--tags") { Description = "With --git: each tag is a deploy, and not each commit." };
        var of = new ChangeScopeOptions();
        var command = new Command(
            "import",
            "Records the changes of a file or of a git repository under one seal. What the book has already is recognised. Where a line is at fault, each such "
                + "line is told and nothing is recorded."
        )
            .With(file, git, since, path, tags, of.Campaign, of.Scope, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt changes import changes.csv", "cpt changes import --git ~/shop --since 2025-01-01 --path web --campaign beans");
        command.Validators.Add(result =>
        {
            var isGit = result.GetValue(git) is not null;
            if (isGit == result.GetValue(file) is not null)
                result.AddError("Name either a CSV file or a repository by --git FOLDER.");
            if (!isGit && (result.GetValue(since) ?? result.GetValue(path) ?? result.GetValue(of.Campaign)) is not null)
                result.AddError("--since, --path, --campaign and --scope go with --git; in a file they are columns.");
            if (!isGit && (result.GetValue(tags) || result.GetValue(of.Scope) is { Length: > 0 }))
                result.AddError("--tags and --scope go with --git.");
            if (result.GetValue(tags) && result.GetValue(path) is not null)
                result.AddError("A tag touches no files: leave out --path or --tags.");
        });
        command.SetAction(
            async (options, cancel) =>
            {
                var (folder, first, campaign) = (options.GetValue(git), Dates.Parse(options.GetValue(since)), options.GetValue(of.Campaign));
                var entries = folder is null ? null : await EntriesAsync(new GitHistory(folder), options.GetValue(tags), options.GetValue(path), cancel);
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var rows = entries is null
                    ? ChangeFile.Read(options.GetValue(file)!, await DimensionsAsync(session, cancel))
                    : await RowsAsync(session, Since(entries, first, session.Engine.Days), campaign, of.Read(options), cancel);
                var import = await session.Engine.Changes.ImportAsync(rows, SettingCommands.By(options), cancel);
                if (import.Recorded.Count > 0)
                    await session.KeepCheckpointAsync(cancel);
                foreach (var name in import.Recorded.Select(change => change.Campaign).OfType<string>().Distinct(StringComparer.Ordinal))
                    await ChangeScopeOptions.WarnAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(ChangeImportView.Of(import));
                else
                    ChangeText.Print(import, folder ?? options.GetValue(file)!);
                return import.Faults.Count > 0 ? ExitCode.Refused : ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<string[]> DimensionsAsync(Session session, CancellationToken cancel) =>
        [.. Dimension.Given.Select(one => one.Name), .. (await session.Engine.Settings.DimensionsAsync(cancel)).Declared.Select(one => one.Name)];

    private static async Task<IReadOnlyList<GitEntry>> EntriesAsync(GitHistory history, bool tags, string? path, CancellationToken cancel)
    {
        var entries = tags ? await history.TagsAsync(cancel) : await history.CommitsAsync(path, cancel);
        if (entries.Count == 0)
            await Console.Error.WriteLineAsync(
                tags ? "The repository has no tag." : $"The repository has no commit{(path is null ? "" : $" that touches '{path}'")}."
            );
        return entries;
    }

    private static IEnumerable<GitEntry> Since(IReadOnlyList<GitEntry> entries, LocalDate? first, DateTimeZone zone) =>
        entries.Where(entry => first is null || entry.At.InZone(zone).Date >= first);

    /// <summary>The commits as changes. The words of one that name a customer are left out: nobody can mend what is committed.</summary>
    private static async Task<IReadOnlyList<ChangeRow>> RowsAsync(
        Session session,
        IEnumerable<GitEntry> entries,
        string? campaign,
        IReadOnlyCollection<KeyValuePair<string, string>> scope,
        CancellationToken cancel
    )
    {
        ChangeDraft[] drafts = [.. entries.Select(entry => GitHistory.Draft(entry, campaign, scope))];
        var named = await session.Engine.Changes.NamingsAsync([.. drafts.Select(draft => new FieldText("what", draft.What))], cancel);
        var left = named.Count(naming => naming is not null);
        if (left > 0)
            await Console.Error.WriteLineAsync(
                Output.Paragraph($"{left} of {drafts.Length} subjects name a customer or an e-mail address, and are recorded by the commit's number alone.")
            );
        return [.. drafts.Select((draft, at) => new ChangeRow(at + 1, named[at] is null ? draft : GitHistory.WithoutSubject(draft)))];
    }
}
