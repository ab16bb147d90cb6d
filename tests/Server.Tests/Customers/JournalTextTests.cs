namespace CustomerPerformanceTracker.Server.Tests.Customers;

/// <summary>Whatever is written to the journal over HTTP passes one door, which refuses what names a customer.</summary>
public sealed class JournalTextTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(
        "POST",
        "/v1/adjustments",
        """{"campaign":"spring","lever":"messaging","what":"take back what Cust-00417 was promised","from":"hero@8","to":"hero@9","hypothesis":"it is not kept","expected":8,"reason":"trust fell"}""",
        "/what"
    )]
    [InlineData(
        "POST",
        "/v1/adjustments",
        """{"campaign":"spring","lever":"messaging","what":"take it back","from":"hero@8","to":"hero@9","hypothesis":"as ada@example.org says","expected":8,"reason":"trust fell"}""",
        "/hypothesis"
    )]
    [InlineData(
        "POST",
        "/v1/adjustments",
        """{"campaign":"spring","lever":"messaging","what":"take it back","from":"hero@8","to":"hero@9","hypothesis":"it is not kept","expected":8,"reason":"cust-00417 left"}""",
        "/reason"
    )]
    [InlineData("POST", "/v1/keys", """{"scopes":["read"],"person":"grace@example.org","label":"for Cust-00417","reason":"to read"}""", "/label")]
    [InlineData("PUT", "/v1/kpis?reason=after%20ada@example.org%20wrote", "kpis: []", "/reason")]
    public async Task A_text_that_names_a_customer_is_refused_with_its_field(string method, string path, string body, string pointer)
    {
        (
            await server.Client.PostAsync(
                "/v1/signals",
                Requests.Json(Signals.Visit("named").Replace("\"campaign\"", "\"customer\":\"Cust-00417\",\"campaign\"", StringComparison.Ordinal))
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        if (path.StartsWith("/v1/kpis", StringComparison.Ordinal))
            body = await File.ReadAllTextAsync(Path.Combine(Root(), "samples", "kpis.yaml"));

        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = Requests.Json(body) };
        var problem = await (await server.Client.SendAsync(request)).ShouldBeProblemAsync(422, "text_names_customer");

        problem.GetProperty("pointer").GetString().ShouldBe(pointer);
        problem.GetProperty("detail").GetString()!.ShouldContain(", character ");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
