using CustomerPerformanceTracker.Postgres;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>Tools on standard input and output of the built program, asked by the protocol's official client.</summary>
public sealed class McpCommandTests(McpCommandTests.Sample sample) : IClassFixture<McpCommandTests.Sample>
{
    [Fact]
    public async Task The_break_of_the_sample_campaign_is_told_from_the_database_itself()
    {
        await using var client = await ClientAsync([]);

        var (seal, told) = await AnswerAsync(client, "breaks", new() { ["campaign"] = SampleCampaign.SpringLaunch });

        var fall = told.GetProperty("breaks").EnumerateArray().Single(one => one.GetProperty("direction").GetString() == "fall");
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(fall.GetProperty("date").GetString()!).Value;
        Math.Abs(Period.DaysBetween(date, SampleCampaign.BreakDate())).ShouldBeLessThanOrEqualTo(3);
        var (again, same) = await AnswerAsync(client, "breaks", new() { ["campaign"] = SampleCampaign.SpringLaunch, ["seal"] = seal });
        (again, same.GetRawText()).ShouldBe((seal, told.GetRawText()));
    }

    [Fact]
    public async Task A_figure_is_the_one_that_the_command_prints()
    {
        await using var client = await ClientAsync([]);

        var (seal, told) = await AnswerAsync(client, "scorecard", new() { ["campaign"] = SampleCampaign.SpringLaunch });
        var printed = await sample.Cpt.RunAsync("scorecard", SampleCampaign.SpringLaunch, "--seal", seal.ToString(CultureInfo.InvariantCulture), "--json");

        JsonElement.DeepEquals(told, printed.Json).ShouldBeTrue();
    }

    [Fact]
    public async Task What_does_not_exist_is_an_error_of_the_tool_with_its_remedy()
    {
        await using var client = await ClientAsync([]);

        var result = await client.CallToolAsync("scorecard", new Dictionary<string, object?> { ["campaign"] = "nothing" });

        result.IsError.ShouldBe(true);
        TextOf(result).ShouldContain("GET /v1/campaigns lists those that have");
    }

    [Fact]
    public async Task A_running_server_is_asked_under_the_key_it_gave()
    {
        var made = (await sample.Cpt.RunAsync("keys", "create", "--scope", "read", "--person", "ada", "--json")).Json;
        await using var database = await Database.OpenAsync(sample.Cpt.Connection, TrackerModules.All, CancellationToken.None);
        await using var server = await TrackerServer.StartAsync(
            database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC", "/cpt"),
            TimeProvider.System,
            CancellationToken.None
        );
        string[] address = ["--server", server.Urls[0] + "/cpt"];
        await using var relayed = await ClientAsync(address, made.GetProperty("key").GetString());
        await using var direct = await ClientAsync([]);

        (await relayed.ListToolsAsync()).Select(tool => tool.Name).ShouldBe((await direct.ListToolsAsync()).Select(tool => tool.Name));
        var (seal, told) = await AnswerAsync(relayed, "scorecard", new() { ["campaign"] = SampleCampaign.SpringLaunch });
        var (_, same) = await AnswerAsync(direct, "scorecard", new() { ["campaign"] = SampleCampaign.SpringLaunch, ["seal"] = seal });
        same.GetRawText().ShouldBe(told.GetRawText());
        var refused = await relayed.CallToolAsync("comments", new Dictionary<string, object?> { ["campaign"] = SampleCampaign.SpringLaunch });
        (refused.IsError, TextOf(refused).Contains("scope_missing", StringComparison.Ordinal)).ShouldBe((true, true));

        var without = await sample.Cpt.RunAsync(["mcp", .. address]);
        (without.ExitCode, without.Output).ShouldBe((ExitCode.Refused, ""));
        without.Error.ShouldContain("CPT_KEY");
    }

    [Fact]
    public async Task On_stdout_stand_messages_alone_and_the_end_of_input_is_the_end()
    {
        const string Initialize =
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
        using var process = sample.Cpt.StartOnDatabase("mcp");
        await process.StandardInput.WriteLineAsync(Initialize);
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"campaigns","arguments":{}}}""");
        await process.StandardInput.FlushAsync();
        var lines = new[] { await process.StandardOutput.ReadLineAsync(), await process.StandardOutput.ReadLineAsync() };
        process.StandardInput.Close();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        lines.Select(line => JsonElement.Parse(line!).GetProperty("id").GetInt32()).ShouldBe([1, 2]);
        lines[1]!.ShouldContain(SampleCampaign.SpringLaunch);
        (process.ExitCode, rest).ShouldBe((ExitCode.Done, ""));
    }

    [Theory]
    [InlineData("mcp", "--workspace", "nothing")]
    [InlineData("mcp", "--server", "nothing")]
    [InlineData("mcp", "--server", "http://127.0.0.1:9")]
    public async Task Where_there_is_nothing_to_ask_it_ends_at_once_and_says_so(params string[] arguments)
    {
        var run = await sample.Cpt.RunAsync(arguments);

        (run.ExitCode, run.Output).ShouldBe((ExitCode.Refused, ""));
        run.Error.ShouldNotBeNullOrWhiteSpace();
    }

    private Task<McpClient> ClientAsync(string[] arguments, string? key = null) =>
        McpClient.CreateAsync(
            new StdioClientTransport(
                new()
                {
                    Command = "dotnet",
                    Arguments = [Cpt.Program, "mcp", "--database", sample.Cpt.Connection, "--data", sample.Cpt.Data, .. arguments],
                    WorkingDirectory = sample.Cpt.Folder,
                    EnvironmentVariables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CPT_KEY"] = key },
                }
            )
        );

    private static async Task<(int Seal, JsonElement Answer)> AnswerAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments);
        (result.IsError ?? false).ShouldBeFalse(TextOf(result));
        var told = JsonElement.Parse(TextOf(result));
        return (told.GetProperty("seal").GetInt32(), told.GetProperty("answer"));
    }

    private static string TextOf(CallToolResult result) => result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;

    /// <summary>The sample campaign until two months after its break.</summary>
    public sealed class Sample : IAsyncLifetime
    {
        public Cpt Cpt { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Cpt.InitializeAsync();
            var lines = SampleCampaign.Lines(seed: 2, new SampleOptions { Days = SampleCampaign.MendDay });
            (await Cpt.RunAsync("import", Cpt.File("sample.ndjson", lines), "--history")).ExitCode.ShouldBe(ExitCode.Done);
        }

        public ValueTask DisposeAsync() => Cpt.DisposeAsync();
    }
}
