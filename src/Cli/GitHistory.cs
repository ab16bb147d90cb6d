using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings.Changes;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A commit or a tag of a repository: when it was made, its first line, and the commit's hash.</summary>
internal sealed record GitEntry(Instant At, string Subject, string Hash);

/// <summary>
/// The commits of a repository's checked-out branch, or its tags, as the <c>git</c> program tells them. It reads the repository and changes nothing of it; of
/// people it reads nothing.
/// </summary>
internal sealed class GitHistory(string folder)
{
    private const char Apart = '\u0001';
    private const char End = '\0';

    /// <summary>Commits by the time they came to the branch (committer date), the earliest first.</summary>
    /// <param name="path">Only commits that touch this file or folder of the repository; null for all.</param>
    public async Task<IReadOnlyList<GitEntry>> CommitsAsync(string? path, CancellationToken cancel) =>
        Entries(
            await RunAsync(
                [
                    "log",
                    "--no-show-signature",
                    "--encoding=UTF-8",
                    "-z",
                    $"--format=%cI{Escaped(Apart)}%s{Escaped(Apart)}%H",
                    .. path is null ? (string[])[] : ["--", path],
                ],
                cancel
            ),
            End
        );

    /// <summary>Tags by the time they were made, or of a tag without a time of its own that of its commit; the subject begins with the tag's name.</summary>
    public async Task<IReadOnlyList<GitEntry>> TagsAsync(CancellationToken cancel) =>
        Entries(
            await RunAsync(
                [
                    "for-each-ref",
                    // An annotated tag stands before its commit, which is what it leads to.
                    "--format=%(creatordate:iso-strict)%01%(refname:short): %(contents:subject)%01"
                        + "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
                    "refs/tags",
                ],
                cancel
            ),
            '\n'
        );

    /// <summary>A commit or a tag as a change of the book.</summary>
    public static ChangeDraft Draft(GitEntry entry, string? campaign, IReadOnlyCollection<KeyValuePair<string, string>> scope) =>
        new(ChangeKinds.Deploy, Shortened(entry), InstantPattern.ExtendedIso.Format(entry.At), Until: null, campaign, scope, entry.Hash);

    /// <summary>The change without the words of the commit, for where these name a customer.</summary>
    public static ChangeDraft WithoutSubject(ChangeDraft draft) => draft with { What = $"commit {draft.Ref![..12]}" };

    private static string Shortened(GitEntry entry)
    {
        var line = new string([.. entry.Subject.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length == 0 ? $"commit {entry.Hash[..12]}"
            : line.Length > ChangeDraft.MostLetters ? line[..(ChangeDraft.MostLetters - 2)].TrimEnd() + " \u2026"
            : line;
    }

    private static IReadOnlyList<GitEntry> Entries(string output, char end) =>
        [
            .. output
                .Split(end, StringSplitOptions.RemoveEmptyEntries)
                .Select(record => record.Trim('\n').Split(Apart))
                .Where(fields => fields is [{ Length: > 0 }, _, _])
                .Select(fields => new GitEntry(OffsetDateTimePattern.Rfc3339.Parse(fields[0]).GetValueOrThrow().ToInstant(), fields[1], fields[2]))
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.Hash, StringComparer.Ordinal),
        ];

    private static string Escaped(char letter) => string.Create(CultureInfo.InvariantCulture, $"%x{(int)letter:x2}");

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'. Name the folder of a git repository.");
        using var process = new Process { StartInfo = Start(arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception absent)
        {
            throw new UsageException($"The program git could not be run ({absent.Message}). Install git, or bring it on the PATH.");
        }

        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? await output : throw Refused((await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private UsageException Refused(string error) =>
        error.Contains("not a git repository", StringComparison.Ordinal)
            ? new($"'{folder}' is no git repository. Name a folder in which `git log` works.")
            : new($"git could not read '{folder}': {error}");

    private ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Path.GetFullPath(folder), "--no-pager", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // Of the folder that was named, and in words that can be told apart.
        foreach (var name in (string[])["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        return start;
    }
}
