using CustomerPerformanceTracker.Loop.Sharing;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Settings;

namespace CustomerPerformanceTracker.Server.Pages.Settings;

/// <summary>A document on the page.</summary>
/// <param name="Path">Behind <c>/settings</c>.</param>
/// <param name="Set">As it was last set; null where it never was.</param>
/// <param name="Text">What stands in the field: the document, or what was typed and refused.</param>
/// <param name="Refused">Why it was not set.</param>
public sealed record DocumentField(string Path, string What, SettingView? Set, string Text, string? Refused);

/// <summary>What a workspace is set to.</summary>
/// <param name="Keys">Null where the reader lacks the scope.</param>
/// <param name="Shares">The links to frozen readings that are valid, the oldest first.</param>
public sealed record SettingsView(
    IReadOnlyList<DocumentField> Documents,
    IReadOnlyList<SubscriptionRowView> Subscriptions,
    IReadOnlyList<KeyView>? Keys,
    IReadOnlyList<Share> Shares
)
{
    /// <summary>What is granted to groups of the provider that people sign in through; empty where the reader lacks the scope.</summary>
    public IReadOnlyList<GroupView> Groups { get; init; } = [];

    /// <summary>What came of the test of a subscription that was just sent.</summary>
    public SubscriptionTestView? Tested { get; init; }

    /// <summary>The key that was just made, with its text.</summary>
    public NewKeyView? MadeKey { get; init; }

    /// <summary>Why no key was made.</summary>
    public string? RefusedKey { get; init; }

    /// <summary>The subscription that was just added, with a webhook's key.</summary>
    public ChangedSubscriptionView? Added { get; init; }

    /// <summary>What was typed for a subscription that was refused.</summary>
    public SubscriptionForm Subscription { get; init; } = SubscriptionForm.Empty;

    /// <summary>Why no subscription was added.</summary>
    public string? RefusedSubscription { get; init; }

    public string? Refused => RefusedKey ?? RefusedSubscription ?? Documents.Select(document => document.Refused).FirstOrDefault(why => why is not null);

    internal static async Task<SettingsView> ReadAsync(Engine engine, KeyStore? keys, Instant now, CancellationToken cancel)
    {
        var documents = new List<DocumentField>();
        foreach (var document in SettingDocument.All)
        {
            var set = await document.Find(engine, cancel) is { } setting ? SettingView.Of(setting) : null;
            documents.Add(new(document.Path, document.What, set, set?.Yaml ?? document.Default, Refused: null));
        }

        return new(
            documents,
            SubscriptionListView.Of(await engine.Subscriptions.ListAsync(cancel), await engine.Outbox.CountsAsync(cancel)).Subscriptions,
            keys is null ? null : KeyListView.Of(await keys.ListAsync(engine.Workspace.Name, cancel)).Keys,
            [.. (await ShareStore.ListAsync(engine, cancel)).Where(share => share.IsValidAt(now))]
        );
    }

    /// <summary>The same with what was typed into a document's field, and why it was refused.</summary>
    internal SettingsView Refusing(SettingDocument document, string typed, string why) =>
        this with
        {
            Documents = [.. Documents.Select(one => one.Path == document.Path ? one with { Text = typed, Refused = why } : one)],
        };

    public string Headline
    {
        get
        {
            var defaults = Documents.Count(document => document.Set is null);
            var failing = Subscriptions.Count(one => one.FailingSince is not null);
            var settings =
                defaults == 0
                    ? "Every document was set."
                    : $"{PageText.Sentence(PageText.Many(defaults, "document stands", "documents stand"))} at the default.";
            return Subscriptions.Count == 0 ? $"{settings} Nobody is notified of alerts yet."
                : failing > 0 ? $"{settings} {PageText.Sentence(PageText.Many(failing, "subscription fails", "subscriptions fail"))}."
                : settings;
        }
    }

    /// <summary>Where a subscription's notices go.</summary>
    public static string Goes(SinkView sink) => $"{sink.Kind} {sink.Url ?? sink.Server}{(sink.To is { } to ? $", to {string.Join(", ", to)}" : "")}";
}
