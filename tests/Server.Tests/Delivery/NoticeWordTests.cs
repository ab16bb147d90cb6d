using CustomerPerformanceTracker.Intake;
using MimeKit;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>
/// Alerts of a campaign whose customers write of a renewal nobody asked for since the onset: what goes out by mail, to Slack and to a webhook.
/// </summary>
public sealed class NoticeWordTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private static readonly Authorship Ada = new("ada", "to hear why");

    /// <summary>The onset of <see cref="SampleAlerts"/>.</summary>
    private static readonly LocalDate Onset = new(2025, 5, 1);

    [Fact]
    public async Task A_mail_says_which_words_rose_and_who_said_them_of_how_many_and_reads_no_quote()
    {
        await using var server = new MailServer();
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 3));
        await AddAsync(dispatching, Mail(server));
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        await using var dispatcher = dispatching.Start(senders);

        await dispatching.RaiseAsync("alert-a");
        await dispatching.ComesAsync(() => !server.Mails.IsEmpty, "a mail");

        var text = Text(server);
        text.ShouldContain("Words that rose in comments (80 since 2025-05-01, 80 from 2025-03-06 to the day before):");
        text.ShouldContain("hidden renewal");
        text.ShouldContain("said by 30 of 80 respondents after, 0 of 80 respondents before");
        text.ShouldContain("`cpt voices spring --rose --alert alert-a` shows quotes, and is recorded.");
        Quotes(text).ShouldBeEmpty();
        (await ReadingsAsync(dispatching)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_subscription_asks_for_quotes_three_are_sent_and_it_is_recorded_as_their_reader()
    {
        await using var server = new MailServer();
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 3));
        var id = await AddAsync(dispatching, Mail(server), quotes: true);
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        await using var dispatcher = dispatching.Start(senders);

        await dispatching.RaiseAsync("alert-a");
        await dispatching.SettledAsync(id, 1);

        var quotes = Quotes(Text(server));
        quotes.Length.ShouldBe(3);
        quotes.ShouldBeUnique();
        var entry = (await ReadingsAsync(dispatching)).ShouldHaveSingleItem();
        (entry.Actor, entry.Reason, entry.Correlation).ShouldBe(($"subscription-{id}", "quotes sent with alert alert-a to smtp", "alert-alert-a"));
        (entry.Data.GetProperty("read").GetString(), entry.Data.GetProperty("shown").GetInt32()).ShouldBe(("rose", 3));
        await using var kept = space.Database.Owner.CreateCommand("select count(*) from delivery.outbox o where to_jsonb(o)::text like '%renewal%'");
        (await kept.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Who_was_erased_is_quoted_in_no_later_mail()
    {
        await using var server = new MailServer();
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 1));
        var id = await AddAsync(dispatching, Mail(server), quotes: true);
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        await using var dispatcher = dispatching.Start(senders);
        await dispatching.RaiseAsync("alert-a");
        await dispatching.SettledAsync(id, 1);
        var before = Quotes(Text(server));
        before.Length.ShouldBe(3);

        var erasure = dispatching.Engine.ErasureUnder(Directory.CreateTempSubdirectory("cpt-words-").FullName);
        foreach (var quote in before)
            await erasure.EraseAsync($"customer-{Number(quote)}", Ada, CancellationToken.None);
        var delivery = await dispatching.OneAsync(id);
        await dispatching.Engine.Outbox.RedeliverAsync(id, delivery.Id, "ada", CancellationToken.None);
        await dispatching.ComesAsync(() => server.Mails.Count == 2, "a second mail");

        var after = Quotes(Text(server));
        after.Length.ShouldBe(3);
        after.Select(Number).ShouldAllBe(number => !before.Select(Number).Contains(number));
    }

    [Fact]
    public async Task Slack_has_words_in_its_text_and_quotes_in_a_plain_block_alone()
    {
        await using var receiver = await Receiver.StartAsync();
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 3, text: "a hidden renewal <!channel> *now*"));
        await AddAsync(dispatching, new Sink.Slack(receiver.Url), quotes: true);
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        await using var dispatcher = dispatching.Start(senders);

        await dispatching.RaiseAsync("alert-a");
        await dispatching.ComesAsync(() => !receiver.All.IsEmpty, "a message");

        var body = JsonElement.Parse(receiver.All.Single().Body);
        body.GetProperty("text").GetString()!.ShouldContain("said by 30 of 80 respondents after");
        body.GetProperty("text").GetString()!.ShouldNotContain("*now*");
        var blocks = body.GetProperty("blocks").EnumerateArray().ToArray();
        blocks.Select(block => block.GetProperty("type").GetString()).ShouldBe(["header", "section", "section", "section", "context"]);
        blocks[3].GetProperty("text").GetProperty("type").GetString().ShouldBe("plain_text");
        blocks[3].GetProperty("text").GetProperty("text").GetString()!.ShouldContain("&lt;!channel&gt;");
    }

    [Fact]
    public async Task A_webhook_has_counts_as_a_member_of_the_alert_and_no_quote()
    {
        await using var receiver = await Receiver.StartAsync();
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 3));
        await AddAsync(dispatching, new Sink.Webhook(receiver.Url));
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        await using var dispatcher = dispatching.Start(senders);

        await dispatching.RaiseAsync("alert-a");
        await dispatching.ComesAsync(() => !receiver.All.IsEmpty, "an event");

        var group = JsonElement.Parse(receiver.All.Single().Body).GetProperty("data").GetProperty("words").GetProperty("groups")[0];
        (group.GetProperty("before").GetInt32(), group.GetProperty("after").GetInt32(), group.GetProperty("quotes").GetArrayLength()).ShouldBe((0, 30, 0));
    }

    [Fact]
    public async Task That_nothing_rose_and_that_nobody_wrote_is_said_in_a_sentence()
    {
        await using var server = new MailServer();
        var same = await WrittenAsync(TimeProvider.System, Days(renewal: 0));
        var silent = await space.NewAsync(TimeProvider.System);
        await using var senders = new Senders(Deliver.Here, TimeProvider.System);
        foreach (
            var (dispatching, said) in ((Dispatching, string)[])
                [(same, "No word rose surely in comments (80 since 2025-05-01"), (silent, "Nobody wrote a comment since 2025-05-01")]
        )
        {
            var id = await AddAsync(dispatching, Mail(server), quotes: true);
            await using var dispatcher = dispatching.Start(senders);
            await dispatching.RaiseAsync("alert-a");
            await dispatching.SettledAsync(id, 1);
            Text(server).ShouldContain(said);
            Text(server).ShouldNotContain("Quotes");
        }
    }

    [Fact]
    public async Task An_alert_whose_words_cannot_be_read_goes_out_without_them_once_it_has_waited_long_enough()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 5, 12, 12, 0, 0, TimeSpan.Zero));
        var dispatching = await WrittenAsync(clock, Days(renewal: 3));
        var id = await AddAsync(dispatching, new Sink.Smtp(new Uri("smtp://127.0.0.1"), "a@example.net", ["b@example.net"]), quotes: true);
        await dispatching.RaiseAsync("alert-a");
        await using var locking = await space.Database.Owner.OpenConnectionAsync();
        await using var locked = await locking.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table log.customer in access exclusive mode", locking, locked))
            await command.ExecuteNonQueryAsync();

        await using var dispatcher = dispatching.Start();
        await dispatching.ComesAsync(WaitsAsync, "somebody waits for the comments");
        dispatching.Sender.All.ShouldBeEmpty();
        clock.Advance(NoticeWordReader.Limit);
        await dispatching.SettledAsync(id, 1);

        var notice = dispatching.Sender.All.ShouldHaveSingleItem().Notice;
        notice.Words.ShouldBe(["The words that customers write are not here: not within 5 seconds. `cpt alerts show alert-a` shows them."]);
        notice.Quotes.ShouldBeEmpty();
        JsonElement.Parse(notice.CloudEvent()).GetProperty("data").GetProperty("wordsNotRead").GetString().ShouldBe("not within 5 seconds");

        async Task<bool> WaitsAsync()
        {
            await using var waiting = space.Database.Owner.CreateCommand(
                "select exists (select from pg_locks where not granted and relation = 'log.customer'::regclass)"
            );
            return await waiting.ExecuteScalarAsync() is true;
        }
    }

    [Fact]
    public async Task Alertmanager_and_changes_that_are_no_news_of_a_fall_go_without_words()
    {
        var dispatching = await WrittenAsync(TimeProvider.System, Days(renewal: 3));
        var webhook = await AddAsync(dispatching, new Sink.Webhook(new Uri("https://example.org/alerts")));
        var manager = await AddAsync(dispatching, new Sink.Alertmanager(new Uri("http://127.0.0.1:9093")));
        await using var dispatcher = dispatching.Start();

        await dispatching.RaiseAsync("alert-a", "alert-a");
        await dispatching.SettledAsync(webhook, 2);
        await dispatching.SettledAsync(manager, 2);

        Of(webhook).Select(notice => (notice.Change.Type, notice.Rose is NoticeWords.Read)).ShouldBe([("alert_raised", true), ("alert_commented", false)]);
        Of(manager).ShouldAllBe(notice => notice.Rose == null);

        IEnumerable<AlertNotice> Of(string id) => dispatching.Sender.All.Select(sent => sent.Notice).Where(notice => notice.Subscription == id);
    }

    private async Task<Dispatching> WrittenAsync(TimeProvider clock, IEnumerable<string> lines)
    {
        var dispatching = await space.NewAsync(clock);
        var import = new Import(dispatching.Engine.Log.AppendAsync, (_, _) => ValueTask.CompletedTask, TimeProvider.System);
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        (await import.RunAsync(source, new IntakeOptions { History = true }, progress: null, CancellationToken.None)).Rejected.ShouldBe(0);
        await dispatching.Engine.CatchUpAsync(progress: null, CancellationToken.None);
        return dispatching;
    }

    /// <summary>Eight comments a day, ten days before the onset and ten from it on; from it on so many of them about the renewal.</summary>
    private static IEnumerable<string> Days(int renewal, string text = "a hidden renewal")
    {
        string[] praise = ["love the coffee", "great service", "fast delivery", "clear prices"];
        for (var day = -10; day < 10; day++)
        {
            for (var i = 0; i < 8; i++)
            {
                var number = (100 * (day + 10)) + i;
                var comment = day >= 0 && i < renewal ? $"{text} number {number}" : praise[i % 4];
                yield return $$"""{"id":"a{{number}}","type":"survey_answer","occurredAt":"{{Onset.PlusDays(day):uuuu-MM-dd}}T12:00:00Z","campaign":"spring","kpi":"trust","score":2,"scale":[1,5],"customer":"customer-{{number}}","comment":"{{comment}}"}""";
            }
        }
    }

    private static async Task<string> AddAsync(Dispatching dispatching, Sink sink, bool quotes = false) =>
        (
            await dispatching.Engine.Subscriptions.AddAsync(
                new SubscriptionCommand.Add(sink, AlertFilter.Everything, FromStart: false, quotes),
                secret: null,
                Ada,
                CancellationToken.None
            )
        )
            .Subscription
            .Id;

    private static Sink.Smtp Mail(MailServer server) => new(new Uri($"smtp://127.0.0.1:{server.Port}"), "cpt@example.net", ["ada@example.com"]);

    private static string Text(MailServer server) =>
        MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(server.Mails.Last()))).TextBody.ShouldNotBeNull().ReplaceLineEndings("\n");

    private static string[] Quotes(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("- \"a hidden renewal number", StringComparison.Ordinal))];

    private static string Number(string quote) => Regex.Match(quote, "(?<=number )[0-9]+", RegexOptions.None, Patience.Limit).Value;

    private static async Task<IReadOnlyList<JournalEntry>> ReadingsAsync(Dispatching dispatching) =>
        await dispatching.Engine.Journal.ReadStreamAsync("voices", CancellationToken.None);
}
