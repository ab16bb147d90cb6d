using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Tests.Commands;

/// <summary>No command passes over what it does not understand, also one that is added tomorrow.</summary>
public sealed class CommandBodyTests(RunningServer server) : AdminTests(server)
{
    [Fact]
    public async Task Every_command_refuses_a_member_that_it_does_not_know_and_names_those_it_does()
    {
        foreach (var route in Typed())
        {
            var (body, meant) = (RouteTable.Sample(route.Body!), Member(route));
            var written = meant.Remove(meant.Length - 2, 1);
            body[written] = "x";

            using var answer = await SendAsync(route, body.ToJsonString());

            var problem = await answer.ShouldBeProblemAsync(422, "unknown_member");
            problem.GetProperty("pointer").GetString().ShouldBe($"/{written}", route.ToString());
            problem.GetProperty("known").EnumerateArray().Select(name => name.GetString()).ShouldContain(meant, route.ToString());
            problem.GetProperty("detail").GetString().ShouldEndWith($"Did you mean '{meant}'?");
        }
    }

    [Fact]
    public async Task Every_command_refuses_a_member_that_stands_there_twice()
    {
        foreach (var route in Typed())
        {
            var twice = Member(route);
            using var answer = await SendAsync(route, $$"""{"{{twice}}":"first","{{twice}}":"second"}""");

            (await answer.ShouldBeProblemAsync(422, "duplicate_member")).GetProperty("pointer").GetString().ShouldBe($"/{twice}", route.ToString());
        }
    }

    [Fact]
    public async Task Every_command_refuses_what_lacks_a_member_that_it_needs()
    {
        foreach (var route in Typed())
        {
            foreach (var (name, _) in RouteTable.Sample(route.Body!))
            {
                var (missing, none) = (RouteTable.Sample(route.Body!), RouteTable.Sample(route.Body!));
                missing.Remove(name);
                none[name] = null;
                foreach (var body in new[] { missing, none })
                {
                    using var answer = await SendAsync(route, body.ToJsonString());
                    (await answer.ShouldBeProblemAsync(422, name == "reason" ? "reason_needed" : "missing_member"))
                        .GetProperty("pointer")
                        .GetString()
                        .ShouldBe("/" + name, route.ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData("2026-11-28T23:00:00")]
    [InlineData("2026-11-28")]
    [InlineData("28 November 2026")]
    [InlineData("2026-02-30T00:00:00Z")]
    public async Task Every_command_refuses_a_time_without_a_zone(string time)
    {
        var asked = 0;
        foreach (var route in Typed())
        {
            foreach (
                var member in RouteTable
                    .Json.GetTypeInfo(route.Body!)
                    .Properties.Where(member => (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == typeof(DateTimeOffset))
            )
            {
                var body = RouteTable.Sample(route.Body!);
                body[member.Name] = time;

                using var answer = await SendAsync(route, body.ToJsonString());

                (await answer.ShouldBeProblemAsync(422, "invalid_time")).GetProperty("pointer").GetString().ShouldBe("/" + member.Name, route.ToString());
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Every_command_that_takes_no_body_refuses_one_and_only_signals_and_documents_have_doors_of_their_own()
    {
        RouteTable
            .CommandsOf(Running.Server)
            .Where(route => route.ReadsItself)
            .Select(route => route.ToString())
            .ShouldBe(
                [
                    "POST /v1/signals",
                    "POST /v1/track",
                    "POST /v1/page",
                    "POST /v1/screen",
                    "POST /v1/identify",
                    "POST /v1/group",
                    "POST /v1/alias",
                    "POST /v1/batch",
                    "POST /v1/rejected/9223372036854775807/replay",
                    "PUT /v1/kpis",
                    "PUT /v1/journey",
                    "PUT /v1/dimensions",
                    "PUT /v1/instruments",
                    "PUT /v1/policies",
                    "POST /mcp/",
                ],
                ignoreOrder: true
            );
        var without = RouteTable.CommandsOf(Running.Server).Where(route => route is { ReadsItself: false, Body: null }).ToArray();
        without.Length.ShouldBeGreaterThan(4);
        foreach (var route in without)
        {
            using var answer = await SendAsync(route, """{"reason":"it is meant to be read"}""");
            await answer.ShouldBeProblemAsync(422, "body_not_taken");
        }
    }

    [Theory]
    [InlineData("""{"reason":"r","until":"2100-01-01T00:00:00Z","kinds":["divergnce"]}""", "/kinds", "divergence")]
    [InlineData("""{"reason":"r","until":"2100-01-01T00:00:00Z","severities":["Critical"]}""", "/severities", "critical")]
    public async Task A_silence_of_an_unknown_kind_or_severity_is_refused(string body, string pointer, string meant)
    {
        using var answer = await Client.PostAsync("/v1/silences", Requests.Json(body));

        var problem = await answer.ShouldBeProblemAsync(422, "invalid_matcher");
        problem.GetProperty("pointer").GetString().ShouldBe(pointer);
        problem.GetProperty("detail").GetString()!.ShouldContain($"'{meant}'?");
    }

    [Fact]
    public async Task A_body_that_is_sent_as_something_else_than_JSON_is_told_so()
    {
        using var answer = await Client.PostAsync("/v1/silences", Requests.Bytes("{}"u8.ToArray(), "text/plain"));

        await answer.ShouldBeProblemAsync(415, "unknown_content_type");
    }

    private IEnumerable<Routed> Typed()
    {
        var typed = RouteTable.CommandsOf(Running.Server).Where(route => route.Body is not null).ToArray();
        typed.Length.ShouldBeGreaterThan(14);
        return typed;
    }

    /// <summary>A member that the body of a route has: a command its reason; a reading, which decides nothing, has none.</summary>
    private static string Member(Routed route) => route.Body == typeof(WhatIfPolicies) ? "policies" : "reason";

    private Task<HttpResponseMessage> SendAsync(Routed route, string body) =>
        Client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), route.Path) { Content = Requests.Json(body) });
}
