namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>The document describes every route, and every route does what the document tells.</summary>
public sealed partial class ApiDocumentTests(RunningServer server) : IClassFixture<RunningServer>
{
    private string seal = "1";

    [Fact]
    public async Task The_document_tells_of_every_route_and_of_no_other()
    {
        var document = await DocumentAsync();
        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.1.");

        var told = Operations(document).Select(operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}");
        var routes = server
            .Server.Routes.Where(route =>
                !route.RoutePattern.RawText!.StartsWith("/openapi/", StringComparison.Ordinal)
                && route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
            )
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {Constraint().Replace(route.RoutePattern.RawText!, "}").TrimEnd('/')}")
            );

        told.ShouldBe(routes, ignoreOrder: true);
        Operations(document).Select(operation => operation.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
        Operations(document).ShouldAllBe(operation => operation.Value.GetProperty("summary").GetString()!.Length > 0);
    }

    [Fact]
    public async Task Every_reference_of_the_document_leads_somewhere()
    {
        var document = await DocumentAsync();
        var references = Reference().Matches(document.GetRawText()).Select(found => found.Groups["to"].Value).Distinct(StringComparer.Ordinal).ToArray();

        references.ShouldContain("#/components/schemas/Problem");
        foreach (var reference in references)
        {
            var at = document;
            foreach (var part in reference.Split('/')[1..])
                at.TryGetProperty(part, out at).ShouldBeTrue(reference);
        }
    }

    [Fact]
    public async Task Every_operation_answers_as_the_document_says()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Admin)).Text);
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("1"), "17"])));
        // A replay at that seal needs a policy.
        (await client.PutAsync("/v1/policies?reason=word", Requests.Json(Body("/v1/policies")))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
        seal = (await client.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetRawText();
        var document = await DocumentAsync();
        var answered = 0;

        // What is set can be read afterwards; what changes who may ask comes last.
        foreach (
            var (path, method, operation) in Operations(document)
                .OrderBy(operation => operation.Path.StartsWith("/v1/keys", StringComparison.Ordinal))
                .ThenBy(operation => operation.Method == "get")
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Filled(path, operation, parameter => Plausible(path, parameter)));
            if (operation.TryGetProperty("requestBody", out var body))
                request.Content = Requests.Bytes(Encoding.UTF8.GetBytes(Body(path)), body.GetProperty("content").EnumerateObject().First().Name);
            else
                (method is "get" or "delete" || path.StartsWith("/v1/subscriptions/{id}/", StringComparison.Ordinal)).ShouldBeTrue(
                    $"{method} {path} takes no body"
                );
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            await ToldAsync(operation, answer, $"{method} {path}");
            // Of one visit there is no level that could be accepted, no change that has parts, no instrument, and of no customer nothing that could be read. The
            // experiment was declared after the seal that is read.
            var isThere =
                (!path.Contains("{id}", StringComparison.Ordinal) || path.Contains("rejected", StringComparison.Ordinal))
                && (method, path)
                    is not
                        ("post", "/v1/levels/{campaign}")
                        and not
                        ("get", "/v1/drivers/{campaign}" or "/v1/instruments/{campaign}/{kpi}" or "/v1/experiments/{name}")
                && !OfCustomers.Contains(path);
            answer.IsSuccessStatusCode.ShouldBe(isThere, $"{method} {path}: {(int)answer.StatusCode}");
            answered++;
        }

        answered.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Every_number_that_is_none_is_answered_as_the_document_says()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Admin)).Text);
        var asked = 0;
        foreach (var (path, method, operation) in Operations(await DocumentAsync()))
        {
            foreach (
                var wrong in Parameters(operation)
                    .Where(parameter =>
                        parameter.GetProperty("in").GetString() == "query"
                        && parameter.GetProperty("schema").GetRawText().Contains("integer", StringComparison.Ordinal)
                    )
            )
            {
                var name = wrong.GetProperty("name").GetString()!;
                using var request = new HttpRequestMessage(
                    new HttpMethod(method),
                    Filled(path, operation, parameter => parameter == name ? "abc" : Plausible(path, parameter))
                );
                using var answer = await client.SendAsync(request);

                await ToldAsync(operation, answer, $"{method} {path}?{name}=abc");
                (await answer.ShouldBeProblemAsync(400, "bad_parameter")).GetProperty("pointer").GetString().ShouldBe(name);
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Every_seal_that_is_none_is_refused_and_never_read_as_the_last_one()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Admin)).Text);
        var passed = new List<string>();
        var asked = 0;
        foreach (var (path, method, operation) in Operations(await DocumentAsync()).Where(one => Parameters(one.Value).Any(IsSeal)))
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                Filled(path, operation, parameter => parameter is "seal" or "sinceSeal" ? "2147483647" : Plausible(path, parameter))
            );
            using var answer = await client.SendAsync(request);

            var text = await answer.Content.ReadAsStringAsync();
            if (!text.Contains("There is no seal 2147483647", StringComparison.Ordinal))
                passed.Add($"{method} {path}: {(int)answer.StatusCode} {text}");
            asked++;
        }

        asked.ShouldBeGreaterThan(12);
        passed.ShouldBeEmpty();

        static bool IsSeal(JsonElement parameter) => parameter.GetProperty("name").GetString() is "seal" or "sinceSeal";
    }

    private static async Task ToldAsync(JsonElement operation, HttpResponseMessage answer, string what)
    {
        var responses = operation.GetProperty("responses");
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var told = responses.TryGetProperty(status, out var listed) || responses.TryGetProperty("default", out listed);
        told.ShouldBeTrue($"{what} answers {status}, of which the document tells nothing");
        if (!responses.TryGetProperty(status, out _))
            (await answer.JsonAsync()).GetProperty("code").GetString().ShouldNotBeNull();
        if (answer.Content.Headers.ContentType is { MediaType: var type })
            listed.GetProperty("content").EnumerateObject().Select(content => content.Name).ShouldContain(type, what);
    }

    private static readonly string[] OfCustomers = ["/v1/value", "/v1/prices/{campaign}", "/v1/at-risk", "/v1/links", "/v1/links/end"];

    private string Plausible(string path, string parameter) =>
        parameter switch
        {
            "campaign" => "spring",
            "id" => path.Contains("rejected", StringComparison.Ordinal) ? "1" : "none",
            "signal" => "1",
            "limit" => "10",
            "delivery" => "none",
            "after" => path.StartsWith("/v1/drivers/", StringComparison.Ordinal) ? "14d" : "0",
            "before" => "14d",
            "since" => path.StartsWith("/v1/voices/", StringComparison.Ordinal) ? "2025-05-03" : "2025-05-20",
            "seal" => seal,
            "sinceSeal" => "1",
            "known" => "2100-05-31",
            "at" or "to" => "2025-05-31",
            "from" or "on" => "2025-05-01",
            "window" => "4w",
            "by" => "channel",
            "join" => "true",
            "format" => "prov",
            "reference" => "signal:1",
            "state" => path.EndsWith("/deliveries", StringComparison.Ordinal) ? "pending"
            : path.EndsWith("/adjustments", StringComparison.Ordinal) ? "proposed"
            : "open",
            "kpi" => path.StartsWith("/v1/teams/", StringComparison.Ordinal) ? "refund_rate" : "visits",
            "stream" or "reason" or "search" => "word",
            "only" => path.StartsWith("/v1/trends/", StringComparison.Ordinal) ? "channel=" : "channel=email",
            "sample" or "seed" => "3",
            "until" => "2025-05-31",
            "within" => path.StartsWith("/v1/teams/", StringComparison.Ordinal) ? "segment,channel" : "30d",
            "name" => "short-mail",
            "policy" => "trust",
            _ => throw new InvalidOperationException($"say what is plausible for the parameter {parameter} of {path}"),
        };

    private static string Body(string path) =>
        path switch
        {
            "/v1/subscriptions" =>
                """{"sink":{"kind":"webhook","url":"https://example.org/alerts"},"filter":{"severities":["critical"]},"reason":"to be told"}""",
            "/v1/subscriptions/{id}" => """{"filter":{"campaigns":["spring*"]}}""",
            _ when path.StartsWith("/v1/subscriptions/", StringComparison.Ordinal) => """{"reason":"word"}""",
            "/v1/kpis" => "kpis:\n  - { kpi: trust, target: 70, floor: 25, weight: 2 }\n",
            "/v1/journey" => "journey:\n  - { touchpoint: checkout, stage: purchase, team: Payments }\n",
            "/v1/dimensions" => "dimensions:\n  - { name: agent, type: text }\n",
            "/v1/instruments" => "instruments:\n  - { kpi: ease, kind: ces, definition: ease, scale: [1, 7] }\n",
            "/v1/policies" => "name: trust\nlogic: { kpi: conversion_rate }\nemotion: { kpi: trust, drop: 3 }\n",
            "/v1/policies/whatif" => """{"policies":["{ name: trust, logic: { kpi: conversion_rate }, emotion: { kpi: trust, drop: 3 } }"]}""",
            "/v1/keys" => """{"scopes":["read"],"person":"ada","reason":"to be read with"}""",
            "/v1/shares" => """{"kind":"trend","campaign":"spring","kpi":"visits","reason":"for the wiki"}""",
            "/v1/groups" => """{"group":"short-mail","scopes":["read"],"reason":"they read"}""",
            "/v1/signals" => Signals.Array([Signals.Visit("2")]),
            "/v1/batch" => """{"batch":[{"type":"page","messageId":"m1","userId":"u1","timestamp":"2025-05-31T10:00:00Z"}]}""",
            "/v1/track" => """{"event":"Product Clicked","messageId":"m2","userId":"u1","timestamp":"2025-05-31T10:00:00Z"}""",
            "/v1/page" or "/v1/screen" or "/v1/identify" or "/v1/group" or "/v1/alias" =>
                """{"messageId":"m3","userId":"u1","timestamp":"2025-05-31T10:00:00Z"}""",
            "/v1/silences" => """{"until":"2100-01-01T00:00:00Z","campaigns":["none"],"reason":"nobody is to know"}""",
            "/v1/at-risk" => """{"reason":"calls of the week"}""",
            "/v1/links" or "/v1/links/end" => """{"one":"ann","other":"bob","reason":"one card"}""",
            "/v1/changes" => """{"kind":"price","what":"beans cost more","at":"2025-05-10","scope":{"channel":"email"}}""",
            "/v1/experiments" =>
                """{"name":"short-mail","campaign":"spring","by":"message","control":"hero@8","treatment":"hero@9","from":"2025-05-01","reason":"agreed"}""",
            "/v1/experiments/{name}/end" => """{"reason":"trust fell"}""",
            "/v1/levels/{campaign}" => """{"kpi":"trust","reason":"it is so"}""",
            "/v1/adjustments" =>
                """{"campaign":"spring","lever":"funnel","what":"one step less","hypothesis":"less to go wrong","expected":5,"reason":"too many leave"}""",
            _ when path.StartsWith("/v1/adjustments/{id}/", StringComparison.Ordinal) => """{"reason":"it is so"}""",
            "/v1/alerts/{id}/assign" => """{"to":"ada","reason":"it is so"}""",
            "/v1/alerts/{id}/comment" => """{"text":"so"}""",
            "/v1/alerts/{id}/snooze" => """{"until":"2100-01-01T00:00:00Z","reason":"it is so"}""",
            "/v1/alerts/{id}/resolve" => """{"outcome":"fixed","reason":"it is so"}""",
            _ when path.StartsWith("/v1/alerts/{id}/", StringComparison.Ordinal) => """{"reason":"it is so"}""",
            _ when path.StartsWith("/v1/rejected/", StringComparison.Ordinal) => Signals.Visit("3"),
            _ => throw new InvalidOperationException($"say what is a plausible body for {path}"),
        };

    private static string Filled(string path, JsonElement operation, Func<string, string> value)
    {
        var query = new StringBuilder();
        foreach (var parameter in Parameters(operation))
        {
            var name = parameter.GetProperty("name").GetString()!;
            if (parameter.GetProperty("in").GetString() == "path")
                path = path.Replace($"{{{name}}}", value(name), StringComparison.Ordinal);
            // An alert tells the day that `since` does.
            else if (parameter.GetProperty("in").GetString() == "query" && name != "alert")
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value(name));
        }

        return path + query;
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static IEnumerable<(string Path, string Method, JsonElement Value)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name, operation.Value)));

    private async Task<JsonElement> DocumentAsync() => await server.Client.GetJsonAsync("/openapi/v1.json");

    [GeneratedRegex(@":\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Constraint();

    [GeneratedRegex("\"\\$ref\":\\s*\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Reference();
}
