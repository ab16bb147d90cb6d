using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary><c>cpt customers</c> on a shop that is made up with a seed.</summary>
public sealed class CustomersCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task A_list_that_is_taken_is_recorded_by_its_digest_and_holds_no_customer_in_the_journal()
    {
        await ImportAsync();
        var file = cpt.File("list.csv", "what was there before");

        var run = await cpt.RunAsync(
            "customers",
            "at-risk",
            "--within",
            "30d",
            "--limit",
            "30",
            "--export",
            file,
            "--actor",
            "ana",
            "--reason",
            "calls",
            "--json"
        );

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        var rows = await System.IO.File.ReadAllLinesAsync(file);
        rows[0].ShouldStartWith("customer,smiling,at_stake,");
        rows.Length.ShouldBe(31);
        var digest = Convert.ToHexStringLower(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(file)));
        var entry = await cpt.QueryAsync(
            "select concat_ws(' ', headers ->> 'actor', headers ->> 'reason', data ->> 'customers', data ->> 'digest') from journal.mt_events where type = 'customers_listed'"
        );
        entry.ShouldBe($"ana calls 30 {digest}");
        (await cpt.QueryAsync("select data from journal.mt_events where type = 'customers_listed'")).ShouldNotContain(rows[1].Split(',')[0] + "\"");
    }

    [Fact]
    public async Task A_list_that_cannot_be_recorded_leaves_the_file_as_it_was()
    {
        await ImportAsync();
        var file = cpt.File("kept.csv", "what was there before");

        var run = await cpt.RunAsync("customers", "at-risk", "--within", "30d", "--export", file, "--reason", "ask ada@example.com");

        run.ExitCode.ShouldNotBe(ExitCode.Done);
        (await System.IO.File.ReadAllTextAsync(file)).Trim().ShouldBe("what was there before");
    }

    [Fact]
    public async Task A_person_sees_why_each_customer_stands_in_the_list()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("customers", "at-risk", "--within", "30d", "--limit", "5");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        var read = string.Join(' ', run.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        read.ShouldContain("Feels worse with a probability of");
        read.ShouldContain("EUR at stake. Bought on");
        run.Output.ShouldContain("* smiling churner");
    }

    [Fact]
    public async Task A_person_sees_models_cohorts_and_segments()
    {
        await ImportAsync();

        var value = await cpt.RunAsync("customers", "value", "--within", "30d");
        var segments = await cpt.RunAsync("customers", "segments", "--within", "30d");

        value.Output.ShouldContain("days of purchase and");
        value.Output.ShouldContain("By the month of the first order");
        value.Output.ShouldContain("Margin: ");
        segments.Output.ShouldContain("long ago");
    }

    [Fact]
    public async Task A_price_says_what_it_rests_on_and_never_that_feeling_worse_costs()
    {
        await ImportAsync();

        var loss = await cpt.RunAsync("customers", "price", "shop");
        var since = await cpt.RunAsync("customers", "price", "shop", "--since", "2025-05-01");

        loss.Output.ShouldContain("who felt worse by loyalty against");
        since.ExitCode.ShouldBe(ExitCode.Done, since.Error);
        (loss.Output + since.Output).ShouldNotContain("cost");
    }

    [Fact]
    public async Task A_campaign_that_is_not_there_is_told_with_those_that_are()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("customers", "price", "shops");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("There is no campaign 'shops'");
    }

    private async Task ImportAsync() => (await cpt.RunAsync("import", cpt.File("shop.ndjson", SampleShop.Signals(900)), "--history")).ExitCode.ShouldBe(0);
}
