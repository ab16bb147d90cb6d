using CustomerPerformanceTracker.Readings;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>What a change is of: a campaign, and values of dimensions.</summary>
internal sealed class ChangeScopeOptions
{
    public Option<string?> Campaign { get; } = new("--campaign") { Description = "The campaign it is of; all of them by default." };

    public Option<string[]> Scope { get; } =
        new("--scope")
        {
            Description = "DIMENSION=VALUE, once a dimension: message, touchpoint, channel, segment or one of your own.",
            HelpName = "DIMENSION=VALUE",
        };

    public IReadOnlyCollection<KeyValuePair<string, string>> Read(ParseResult options) => [.. (options.GetValue(Scope) ?? []).Select(Part)];

    /// <summary>Says on stderr where a campaign has no signals: a name that is misspelt is that of no break.</summary>
    public static async Task WarnAsync(Session session, string? campaign, CancellationToken cancel)
    {
        if (campaign is null || await session.Engine.Cells.CampaignAsync(campaign, cancel) is not null)
            return;
        var known = (await session.Engine.Cells.CampaignsAsync(cancel)).Select(one => one.Name);
        await Console.Error.WriteLineAsync(
            Output.Paragraph($"No signal is of campaign '{campaign}' yet; it counts once there are some.{KnownNames.Hint(campaign, known)}")
        );
    }

    private static KeyValuePair<string, string> Part(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } value]
            ? KeyValuePair.Create(name.Trim(), value.Trim())
            : throw new UsageException($"--scope {text}: name a dimension and a value, as in channel=email.");
}
