namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Every mapping file that is shipped reads a small fictional example in the form its vendor documents.</summary>
public sealed class SampleMappings
{
    public static TheoryData<string, string, string[]> Examples =>
        new()
        {
            {
                "ad-platform-day-report",
                """
                    date,campaign,channel,adset,impressions,clicks,conversions,revenue,spend
                    2025-03-01,spring,search,A,18234,512,9,449.10,812.40
                    2025-03-02,spring,search,,17001,0,0,,
                    2025-03-02,spring,search,B,90,0,0,,0
                    """,
                [
                    "Impression spring search x18234",
                    "Click spring search x512",
                    "Conversion spring search x9 44910 EUR",
                    "Spend spring search x1 81240 EUR",
                    "Impression spring search x17001",
                    "Impression spring search x90",
                ]
            },
            {
                "survey-export",
                """
                    response_id,submitted_at,campaign,message,customer,segment,trust,clarity,recommend,comment
                    r1,2025-03-01T12:00:00Z,spring,hero@7,c-17,new,4,5,9,"clear, and
                    quick"
                    r2,2025-03-01 13:00:00,spring,hero@8,c-18,new,1,,0,
                    """,
                [
                    "SurveyAnswer spring x1 trust 7500 'clear, and\nquick'",
                    "SurveyAnswer spring x1 clarity 10000",
                    "SurveyAnswer spring x1 loyalty 9000",
                    "SurveyAnswer spring x1 trust 0",
                    "SurveyAnswer spring x1 loyalty 0",
                ]
            },
            {
                "weekly-reviews",
                """
                    appid,week_ending_monday,recommended,reviews,mean_concurrent_players
                    7,2019-02-04,12,40,1565.5
                    7,2019-02-11,0,0,
                    """,
                ["SurveyAnswer app-7 x12 trust 10000", "SurveyAnswer app-7 x28 trust 0", "Visit app-7 x1566"]
            },
            {
                "qualtrics",
                "\uFEFFStartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,ExternalReference,DistributionChannel,Q1,Q2\r\n"
                    + "Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,External Data Reference,Distribution Channel,\"How "
                    + "far do you\ntrust us?\",Recommend?\r\n"
                    + "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",x,x,x,x,x,\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",x,x,\"{\"\"ImportId\"\":\"\"QID1\"\"}\",x\r\n"
                    + "2025-03-01 09:00:00,2025-03-01 09:05:00,0,100,1,2025-03-01 09:05:01,R_1,c-17,anonymous,6,9\r\n"
                    + "2025-03-01 09:10:00,2025-03-01 09:11:00,0,40,0,2025-03-01 09:11:00,R_2,c-18,anonymous,6,\r\n",
                ["SurveyAnswer my-survey anonymous x1 trust 8333", "SurveyAnswer my-survey anonymous x1 loyalty 9000"]
            },
            {
                "surveymonkey",
                """
                    Respondent ID,Collector ID,Start Date,End Date,IP Address,Custom Data 1,How satisfied are you?,
                    ,,,,,,Response,Other
                    118,42,03/01/2025 09:00:00 AM,03/01/2025 09:05:00 AM,,c-17,5,
                    119,42,03/01/2025 21:00:00,03/01/2025 21:05:00,,c-18,2,late
                    """,
                ["SurveyAnswer 42 x1 satisfaction 10000", "SurveyAnswer 42 x1 satisfaction 2500"]
            },
            {
                "typeform",
                """
                    {"event_id":"e1","form_response":{"form_id":"f","token":"t1","submitted_at":"2025-03-01T12:00:00Z","hidden":{"campaign":"spring","customer":"c-17"},"answers":[{"type":"number","number":4,"field":{"id":"q1","ref":"trust","type":"opinion_scale"}},{"type":"text","text":"fine","field":{"id":"q2","ref":"why","type":"long_text"}}]}}
                    {"event_id":"e2","form_response":{"form_id":"f","token":"t2","submitted_at":"2025-03-01T12:01:00Z","answers":[{"type":"number","number":10,"field":{"id":"q3","ref":"recommend","type":"nps"}}]}}
                    """,
                ["SurveyAnswer spring x1 trust 7500 'fine'", "SurveyAnswer typeform x1 loyalty 10000"]
            },
            {
                "delighted",
                """
                    [{"id":"1","person":"c-17","survey_type":"nps","score":9,"comment":"fine","created_at":1740830400,"person_properties":{"campaign":"spring"},"tags":[]},
                     {"id":"2","person":"c-18","survey_type":"csat","score":2,"comment":null,"created_at":1740830460,"person_properties":{}}]
                    """,
                ["SurveyAnswer spring x1 loyalty 9000 'fine'", "SurveyAnswer delighted x1 satisfaction 2500"]
            },
            {
                "segment",
                """
                    {"type":"track","messageId":"m1","event":"Order Completed","userId":"c-17","timestamp":"2025-03-01T12:00:00.000Z","receivedAt":"2025-03-01T12:00:01.000Z","context":{"campaign":{"name":"spring","medium":"email"}},"properties":{"order_id":"o-9","total":49.9,"currency":"EUR"}}
                    {"type":"page","messageId":"m2","name":"Home","anonymousId":"x","timestamp":"2025-03-01T12:01:00.000Z","receivedAt":"2025-03-01T12:01:01.000Z","context":{"campaign":{"name":"spring"}},"properties":{}}
                    """,
                ["Conversion spring email x1 4990 EUR", "Visit spring x1"]
            },
            {
                "ga4-bigquery",
                """
                    {"event_date":"20250301","event_timestamp":"1740830400123456","event_name":"purchase","user_pseudo_id":"u1","event_params":[{"key":"campaign","value":{"string_value":"spring"}},{"key":"currency","value":{"string_value":"EUR"}}],"ecommerce":{"purchase_revenue":49.9,"transaction_id":"o-9"}}
                    {"event_date":"20250301","event_timestamp":"1740830400000001","event_name":"session_start","user_pseudo_id":"u1","event_params":[]}
                    """,
                ["Conversion spring x1 4990 EUR", "Visit none x1"]
            },
            {
                "ga4-cost",
                """
                    utm_source,utm_medium,utm_campaign,date,impressions,clicks,cost
                    google,cpc,spring,20250301,1000,20,12.345
                    google,cpc,spring,2025-03-02,900,,0
                    """,
                ["Impression spring cpc x1000", "Click spring cpc x20", "Spend spring cpc x1 1234 USD", "Impression spring cpc x900"]
            },
            {
                "formbricks",
                """
                    submission_id,collected_at,source_type,source_id,field_id,field_type,value_text,value_number,user_id
                    s1,2025-03-01T12:00:00Z,survey,spring,f1,nps,,9,c-17
                    s1,2025-03-01T12:00:00Z,survey,spring,f2,text,fine,,c-17
                    """,
                ["SurveyAnswer spring x1 loyalty 9000"]
            },
        };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_shipped_mapping_reads_its_example(string name, string source, string[] signals)
    {
        var results = await Reading.Mapped(await File.ReadAllTextAsync(FileOf(name)), source + "\n", history: true);

        results.Rejects().ShouldBeEmpty();
        results.Signals().Select(Summary).ShouldBe(signals);
        results.Signals().Select(s => (s.Campaign, s.Id)).ShouldBeUnique();
    }

    [Fact]
    public void Every_shipped_mapping_has_an_example_and_says_at_its_top_what_it_is_for()
    {
        var names = Directory.GetFiles(Path.GetDirectoryName(FileOf("x"))!, "*.yaml").Select(Path.GetFileNameWithoutExtension).ToList();

        names.ShouldBe(Examples.Select(row => row.Data.Item1), ignoreOrder: true);
        names.ShouldAllBe(name => File.ReadAllText(FileOf(name!)).StartsWith("# ", StringComparison.Ordinal));
    }

    private static string Summary(Signal s) =>
        string.Join(
            ' ',
            new[]
            {
                $"{s.Kind}",
                s.Campaign,
                s.Channel,
                $"x{s.Count}",
                s.Kpi,
                $"{s.Score}",
                $"{s.Amount}",
                s.Currency,
                s.Comment is null ? null : $"'{s.Comment}'",
            }.Where(text => !string.IsNullOrEmpty(text))
        );

    private static string FileOf(string name) => Sample("mappings", name + ".yaml");

    /// <summary>The path of a file below <c>samples</c>.</summary>
    internal static string Sample(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
            folder = folder.Parent!;
        return Path.Combine([folder.FullName, "samples", .. path]);
    }
}
