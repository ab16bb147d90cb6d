using System.Text.Json.Nodes;
using CustomerPerformanceTracker.Server.Asking;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace CustomerPerformanceTracker.Server.Tests.Asking;

/// <summary>Tools answer what the routes answer, to whom the routes answer it, as the protocol's official client hears it.</summary>
public sealed class AskingTests(AskedServer server) : IClassFixture<AskedServer>
{
    public static TheoryData<string, string> Questions =>
        new()
        {
            { "campaigns", "/v1/campaigns" },
            { "scorecard", "/v1/scorecards/shop?window=90d&by=channel" },
            { "trend", "/v1/trends/shop?kpi=loyalty&from=2025-04-01" },
            { "breaks", "/v1/trends/shop?kpi=loyalty" },
            { "drivers", "/v1/drivers/shop?kpi=loyalty&since=2025-05-01&before=60d&after=60d" },
            { "alerts", "/v1/alerts?campaign=shop&limit=10" },
            { "alert", $"/v1/alerts/{AskedServer.Alert}" },
            { "adjustments", "/v1/adjustments?state=proposed" },
            { "adjustment", "/v1/adjustments/ADJUSTMENT" },
            { "changes", "/v1/changes?campaign=shop" },
            { "trace", $"/v1/trace/{AskedServer.Alert}?limit=5" },
            { "customer", "/v1/customers/CUSTOMER" },
            { "customers_value", "/v1/value?campaign=shop&within=30d" },
            { "rising_words", "/v1/voices/talk/rose?since=2025-05-15&reason=asked" },
            { "comments", "/v1/voices/talk?search=cancel&sample=3&seed=9" },
            { "self_check", "/v1/selfcheck?window=120d" },
            { "digest", "/v1/digest?sinceSeal=1" },
        };

    [Fact]
    public async Task Every_tool_says_what_it_means_what_it_takes_and_that_it_only_reads()
    {
        var client = await server.ClientAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(tool => tool.Name).ShouldBe(ToolTable.Names);
        Questions.Select(question => question.Data.Item1).ShouldBe(ToolTable.Names);
        client.ServerInstructions.ShouldNotBeNull().ShouldContain("seal");
        foreach (var tool in tools)
        {
            tool.Description.Length.ShouldBeGreaterThan(100, tool.Name);
            tool.Description.ShouldContain('?', customMessage: tool.Name);
            var hints = tool.ProtocolTool.Annotations.ShouldNotBeNull();
            var isRecorded = tool.Name is "rising_words" or "comments";
            (hints.ReadOnlyHint, hints.DestructiveHint, hints.IdempotentHint, hints.OpenWorldHint).ShouldBe(
                (!isRecorded, false, !isRecorded, false),
                tool.Name
            );
            tool.JsonSchema.GetProperty("properties").GetProperty("seal").GetProperty("type").GetString().ShouldBe("integer", tool.Name);
            tool.JsonSchema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            foreach (var parameter in tool.JsonSchema.GetProperty("properties").EnumerateObject())
                parameter.Value.GetProperty("description").GetString()!.Length.ShouldBeGreaterThan(10, $"{tool.Name} {parameter.Name}");
        }
    }

    [Fact]
    public async Task The_descriptions_of_parameters_are_those_of_the_OpenAPI_document()
    {
        var document = await server.Running.Client.GetJsonAsync("/openapi/v1.json");
        var operations = document
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _))
            .Select(path => path.Value.GetProperty("get"))
            .ToDictionary(operation => operation.GetProperty("operationId").GetString()!, StringComparer.Ordinal);

        foreach (var tool in await (await server.ClientAsync()).ListToolsAsync())
        {
            var operation = operations[ToolTable.All.Single(one => one.Name == tool.Name).Route];
            var told = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToArray() : [];

            tool.JsonSchema.GetProperty("properties")
                .EnumerateObject()
                .Select(one => (one.Name, one.Value.GetProperty("description").GetString()))
                .ShouldBe(told.Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("description").GetString())), ignoreOrder: true, tool.Name);
            tool.JsonSchema.GetProperty("required")
                .EnumerateArray()
                .Select(one => one.GetString())
                .ShouldBe(
                    told.Where(one => one.TryGetProperty("required", out var needed) && needed.GetBoolean()).Select(one => one.GetProperty("name").GetString())
                );
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_tool_answers_with_the_body_of_its_route_at_the_seal_it_names(string tool, string path)
    {
        var (seal, answer) = await AnswerAsync(tool, ArgumentsOf(path));

        seal.ShouldBeGreaterThan(1);
        var at = string.Create(CultureInfo.InvariantCulture, $"{Filled(path)}{(path.Contains('?') ? '&' : '?')}seal={seal}");
        using var client = RunningServer.ClientOf(server.Running.Server, server.Key);
        var body = JsonNode.Parse(await client.GetStringAsync(at))!;
        if (tool == "breaks")
            body.AsObject().Remove("points").ShouldBeTrue();
        answer.GetRawText().ShouldBe(body.ToJsonString(CustomerPerformanceTracker.Wire.Json.Compact));
    }

    [Fact]
    public async Task The_same_question_at_the_same_seal_has_the_same_answer_later()
    {
        var (seal, before) = await AnswerAsync("scorecard", new() { ["campaign"] = "shop" });
        await server.SendAsync("/v1/signals", Signals.Array([Signals.Visit($"later {seal}", "shop", at: "2025-07-19T12:00:00Z")]));
        await server.Running.FoldedAsync();

        var (then, after) = await AnswerAsync("scorecard", new() { ["campaign"] = "shop" });
        var (again, same) = await AnswerAsync("scorecard", new() { ["campaign"] = "shop", ["seal"] = seal });

        then.ShouldBeGreaterThan(seal);
        after.GetRawText().ShouldNotBe(before.GetRawText());
        (again, same.GetRawText()).ShouldBe((seal, before.GetRawText()));
    }

    [Theory]
    [InlineData("alert", "id")]
    [InlineData("adjustment", "id")]
    [InlineData("trace", "reference")]
    public async Task What_was_recorded_later_is_not_there_at_an_earlier_seal(string tool, string of)
    {
        var name = tool == "adjustment" ? server.Adjustment : AskedServer.Alert;

        (await AnswerAsync(tool, new() { [of] = name })).Answer.ValueKind.ShouldBe(JsonValueKind.Object);

        (await RefusalAsync(tool, new() { [of] = name, ["seal"] = 1 })).GetProperty("code").GetString().ShouldBe("not_found");
        (await AnswerAsync("alerts", new() { ["seal"] = 1 })).Answer.GetProperty("alerts").GetArrayLength().ShouldBe(0);
        (await AnswerAsync("campaigns", new() { ["seal"] = 1 }))
            .Answer.GetProperty("campaigns")
            .EnumerateArray()
            .ShouldNotContain(one => one.GetString() == AskedServer.OddName);
    }

    [Fact]
    public async Task Without_a_key_or_with_one_that_does_not_read_there_are_no_tools()
    {
        (await Should.ThrowAsync<HttpRequestException>(() => server.ConnectAsync(key: null))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<HttpRequestException>(() => server.ConnectAsync("cpt_none"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (_, writer) = await server.Running.KeyAsync("default", null, KeyScope.Ingest, KeyScope.Operate, KeyScope.Voices);
        (await Should.ThrowAsync<HttpRequestException>(() => server.ConnectAsync(writer))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("customer", "/v1/customers/CUSTOMER", KeyScope.Customers)]
    [InlineData("comments", "/v1/voices/talk?search=cancel", KeyScope.Voices)]
    [InlineData("rising_words", "/v1/voices/talk/rose?since=2025-05-15", KeyScope.Voices)]
    public async Task Who_customers_are_and_what_they_wrote_needs_the_scope_that_the_route_needs(string tool, string path, KeyScope scope)
    {
        var reader = await server.ClientAsync("default", KeyScope.Read);
        var allowed = await server.ClientAsync("default", KeyScope.Read, scope);

        var problem = await RefusalAsync(tool, ArgumentsOf(path), reader);

        problem.GetProperty("code").GetString().ShouldBe("scope_missing");
        problem.GetProperty("detail").GetString()!.ShouldContain(KeyScopes.NameOf(scope));
        (await AnswerAsync(tool, ArgumentsOf(path), allowed)).Answer.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_key_of_another_workspace_hears_nothing_of_this_one(string tool, string path)
    {
        var other = await server.ClientAsync("elsewhere", KeyScope.Admin);
        var text = TextOf(await CallAsync(other, tool, ArgumentsOf(path)));

        text.Replace("'shop'", "", StringComparison.Ordinal)
            .Replace("'talk'", "", StringComparison.Ordinal)
            .Replace("\"campaign\":\"shop\"", "", StringComparison.Ordinal)
            .Replace($"'{server.Adjustment}'", "", StringComparison.Ordinal)
            .Replace($"'{AskedServer.Alert}'", "", StringComparison.Ordinal)
            .ShouldNotMatch($"shop|talk|promise|beans|cancel|{server.Adjustment}|{AskedServer.Alert}");
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_seal_that_is_none_is_refused_in_the_words_of_the_route(string tool, string path)
    {
        var arguments = ArgumentsOf(path);
        arguments["seal"] = int.MaxValue;

        var problem = await RefusalAsync(tool, arguments);

        problem.GetProperty("detail").GetString()!.ShouldContain($"There is no seal {int.MaxValue}");
        problem.GetProperty("pointer").GetString().ShouldBe("seal");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../campaigns")]
    [InlineData("shop/../talk")]
    [InlineData("%2e%2e%2fshop")]
    [InlineData("shop?seal=1")]
    [InlineData("'; drop table log.signal; --")]
    [InlineData("{campaign}")]
    [InlineData("\u202eshop\r\nX: 1")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("\ud83e\udd80")]
    public async Task A_name_is_a_name_whatever_it_looks_like(string name)
    {
        foreach (var tool in (string[])["scorecard", "breaks", "drivers", "comments", "rising_words"])
        {
            var problem = await RefusalAsync(tool, new() { ["campaign"] = name });
            problem.GetProperty("code").GetString().ShouldBeOneOf(["not_found", "invalid_text"], $"{tool} {name}");
        }

        foreach (var (tool, of) in ((string, string)[])[("customer", "id"), ("alert", "id"), ("adjustment", "id"), ("trace", "reference")])
            (await RefusalAsync(tool, new() { [of] = name })).GetProperty("code").GetString().ShouldBeOneOf(["not_found", "invalid_text"], $"{tool} {name}");
    }

    [Fact]
    public async Task A_campaign_with_an_odd_name_is_read()
    {
        (await AnswerAsync("campaigns", [])).Answer.GetProperty("campaigns").EnumerateArray().Select(one => one.GetString()).ShouldContain(AskedServer.OddName);

        (await AnswerAsync("trend", new() { ["campaign"] = AskedServer.OddName, ["kpi"] = "visits" }))
            .Answer.GetProperty("campaign")
            .GetString()
            .ShouldBe(AskedServer.OddName);
    }

    [Theory]
    [InlineData("""{"campaign":"shop","windw":"28d"}""", "unknown_parameter", "windw")]
    [InlineData("""{"campaign":"shop","window":"soon"}""", "bad_parameter", "window")]
    [InlineData("""{"campaign":"shop","window":28}""", "bad_parameter", "window")]
    [InlineData("""{"campaign":"shop","window":["28d"]}""", "bad_parameter", "window")]
    [InlineData("""{"campaign":"shop","seal":"last"}""", "bad_parameter", "seal")]
    [InlineData("""{"campaign":"shop","seal":1.5}""", "bad_parameter", "seal")]
    [InlineData("""{"campaign":"shop","join":"perhaps"}""", "bad_parameter", "join")]
    [InlineData("""{"campaign":""}""", "bad_parameter", "campaign")]
    [InlineData("""{"campaign":null}""", "bad_parameter", "campaign")]
    [InlineData("""{"campaign":{"name":"shop"}}""", "bad_parameter", "campaign")]
    [InlineData("{}", "bad_parameter", "campaign")]
    public async Task What_a_tool_does_not_take_is_refused_with_its_place_and_the_rule(string arguments, string code, string place)
    {
        var problem = await RefusalAsync("scorecard", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!);

        (problem.GetProperty("code").GetString(), problem.GetProperty("pointer").GetString()).ShouldBe((code, place));
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task An_argument_that_is_null_is_left_out() => (
            await AnswerAsync(
                "scorecard",
                new()
                {
                    ["campaign"] = "shop",
                    ["by"] = null,
                    ["join"] = false,
                }
            )
        ).Answer.GetProperty("campaign").GetString().ShouldBe("shop");

    [Fact]
    public async Task A_tool_that_is_none_is_refused_with_the_one_that_was_meant() =>
        (await Should.ThrowAsync<McpProtocolException>(async () => await (await server.ClientAsync()).CallToolAsync("scorecrd"))).Message.ShouldContain(
            "Did you mean 'scorecard'?"
        );

    [Fact]
    public async Task An_answer_that_nobody_could_hold_is_refused_with_what_makes_it_smaller()
    {
        var problem = await RefusalAsync("comments", new() { ["campaign"] = "talk", ["sample"] = 200 });

        problem.GetProperty("code").GetString().ShouldBe("answer_too_large");
        problem.GetProperty("detail").GetString()!.ShouldContain("262,144");
    }

    private async Task<(int Seal, JsonElement Answer)> AnswerAsync(string tool, Dictionary<string, object?> arguments, McpClient? client = null)
    {
        var result = await CallAsync(client ?? await server.ClientAsync(), tool, arguments);
        var text = TextOf(result);
        (result.IsError ?? false).ShouldBeFalse(text);
        var told = JsonElement.Parse(text);
        told.EnumerateObject().Select(member => member.Name).ShouldBe(["seal", "answer"]);
        return (told.GetProperty("seal").GetInt32(), told.GetProperty("answer"));
    }

    private async Task<JsonElement> RefusalAsync(string tool, Dictionary<string, object?> arguments, McpClient? client = null)
    {
        var result = await CallAsync(client ?? await server.ClientAsync(), tool, arguments);
        var text = TextOf(result);
        (result.IsError ?? false).ShouldBeTrue(text);
        return JsonElement.Parse(text);
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        await client.CallToolAsync(tool, arguments);

    private static string TextOf(CallToolResult result) => result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;

    private string Filled(string path) =>
        path.Replace("ADJUSTMENT", server.Adjustment, StringComparison.Ordinal).Replace("CUSTOMER", server.Customer, StringComparison.Ordinal);

    /// <summary>What an address asks, as arguments: the part behind the route's name by its name, and the query.</summary>
    private Dictionary<string, object?> ArgumentsOf(string path)
    {
        var address = new Uri(new Uri("http://server"), Filled(path));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        var arguments = query.ToDictionary(
            one => one.Key,
            one => one.Key is "limit" or "sample" or "seed" ? (object?)long.Parse(one.Value!, CultureInfo.InvariantCulture) : one.Value.ToString(),
            StringComparer.Ordinal
        );
        if (address.Segments is ["/", "v1/", var route, var name, ..])
            arguments[
                route is "trace/" ? "reference"
                : route is "alerts/" or "adjustments/" or "customers/" ? "id"
                : "campaign"
            ] = name.TrimEnd('/');
        return arguments;
    }
}
