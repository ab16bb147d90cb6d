using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class MappingFiles
{
    private const string Time = "time: { value: '{d}', pattern: yyyy-MM-dd, zone: UTC }\n";
    private const string Visit = "signals:\n  - type: visit\n    campaign: c\n";

    [Theory]
    [InlineData("formt: csv\n" + Time + Visit, 1, "unknown key 'formt'")]
    [InlineData("format: xml\n" + Time + Visit, 1, "'xml' is none of csv, tsv, ndjson, json, segment")]
    [InlineData("format: csv\n" + Time + Visit + "    colour: red\n", 6, "unknown key 'colour'")]
    [InlineData("format: csv\n" + Visit, 3, "'time' is missing")]
    [InlineData("format: csv\n" + Time, 1, "'signals' is missing")]
    [InlineData("format: csv\n" + Time + "signals: []\n", 1, "'signals' is missing")]
    [InlineData("format: csv\n" + Time + "signals:\n  - type: visit\n", 4, "'campaign' is missing")]
    [InlineData("format: csv\n" + Time + "signals:\n  - type: pageview\n    campaign: c\n", 4, "'pageview' is none of impression")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '{a'\n", 6, "opening brace")]
    [InlineData("format: csv\n" + Time + Visit + "    message: 'a}'\n", 6, "closing brace")]
    [InlineData("format: csv\n" + Time + Visit + "    message: '{}'\n", 6, "without a column's name")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '{a} +'\n", 6, "it ends too early")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '{a} > 1'\n", 6, "a number is wanted")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '({a}'\n", 6, "a parenthesis is not closed")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '{a} {b}'\n", 6, "something is left over")]
    [InlineData("format: csv\n" + Time + Visit + "    count: many\n", 6, "a number, 'text' or a {column} is wanted")]
    [InlineData("format: csv\n" + Time + Visit + "    when: '{a}'\n", 6, "a condition compares")]
    [InlineData("format: csv\n" + Time + Visit + "    when: '{a} > 1 and {b}'\n", 6, "join comparisons")]
    [InlineData("format: csv\n" + Time + Visit + "    scale: [1, 2, 3]\n", 6, "the scale is its lowest")]
    [InlineData("format: csv\n" + Time + Visit + "    attributes: [a]\n", 6, "a list of keys and values")]
    [InlineData("format: csv\n" + Time + Visit + "    attributes: { score: '{a}' }\n", 6, "attributes by themselves")]
    [InlineData("format: csv\n" + Time + Visit + "    kpi: My-Kpi\n", 6, "snake_case")]
    [InlineData("format: csv\n" + Time + "currency: EURO\n" + Visit, 3, "'EURO' is no ISO 4217 code")]
    [InlineData("format: csv\n" + Time + "identity: row\n" + Visit, 3, "'row' is none of line, content")]
    [InlineData("format: csv\n" + Time + "header: 0\n" + Visit, 3, "not the number of a row")]
    [InlineData("format: csv\n" + Time + "delimiter: ';;'\n" + Visit, 3, "one character")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: yyyy-MM-dd, zone: Europe/Atlantis }\n" + Visit, 2, "'Europe/Atlantis' is no time zone")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: yyyy-MM-dd HH:mm }\n" + Visit, 2, "a zone is needed")]
    [InlineData("format: csv\ntime: { value: '{d}' }\n" + Visit, 2, "'pattern' is missing")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: 'qqq', zone: UTC }\n" + Visit, 2, "pattern")]
    [InlineData("format: csv\ntime: '{d}'\n" + Visit, 2, "a value, a pattern and a zone")]
    [InlineData("format: csv\nformat: tsv\n" + Time + Visit, 2, "")]
    [InlineData("format: [csv\n" + Time + Visit, 1, "a bracket or a brace")]
    [InlineData("format: csv\n" + Time + Visit + "    message: \"a\\0b\"\n", 6, "U+0000")]
    [InlineData("format: csv\n" + Time + Visit + "    message: \"\\ud800\"\n", 6, "surrogate")]
    [InlineData("format: csv\n" + Time + Visit + "    attributes: { \"\\0\": a }\n", 6, "U+0000")]
    [InlineData("format: csv\n" + Time + Visit, 4, "'id' is missing")]
    [InlineData("format: ndjson\n" + Time + Visit + "    count: '{a}'\n", 4, "identity: content")]
    [InlineData("format: csv\n" + Time + Visit + "    id: fixed\n", 4, "the same for every row")]
    [InlineData(
        "format: csv\n" + Time + "signals:\n  - { id: '{d}', type: visit, campaign: c }\n  - { id: '{d}', type: click, campaign: c }\n",
        5,
        "the id and the campaign of signal 1"
    )]
    [InlineData("format: csv\nheader: none\n" + Time + Visit + "    id: '{#1}'\n", 2, "a column has no name")]
    [InlineData("format: csv\ntime: { value: '{#1}', pattern: yyyy-MM-dd }\n" + Visit + "    id: '{#2}'\n", 1, "header: none")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: yyyy-mm-dd }\n" + Visit, 2, "cannot hold a day")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: yyyy-MM }\n" + Visit, 2, "cannot hold a day")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: MM-dd HH:mm, zone: UTC }\n" + Visit, 2, "cannot hold a day")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: 'yyyy-MM-dd hh:mm', zone: UTC }\n" + Visit, 2, "cannot hold an hour")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: 'yyyy-MM-dd mm:ss', zone: UTC }\n" + Visit, 2, "cannot hold an hour")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: 'yyyy-MM-dd hh:mm o<+HH:mm>' }\n" + Visit, 2, "cannot hold an hour")]
    [InlineData("format: csv\ntime: { value: '{d}', pattern: 'yyyy-mm-dd HH o<+HH:mm>' }\n" + Visit, 2, "cannot hold a day")]
    [InlineData("- a\n", 1, "a list of keys and values")]
    [InlineData("", 1, "one YAML document")]
    [InlineData("format: ndjson\n" + Time + Visit + "    message: '{a..b}'\n", 1, "empty name")]
    [InlineData("format: segment\nidentity: line\n" + Time + Visit, 2, "a call has no line of its own")]
    [InlineData("format: csv\n" + Time + Visit + "    message: '{a|{b}'\n", 6, "fewer closing ones")]
    [InlineData("format: csv\n" + Time + Visit + "    message: '{a|{b'\n", 6, "opening brace")]
    [InlineData("format: csv\n" + Time + Visit + "    message: '{a|{}}'\n", 6, "without a column's name")]
    [InlineData("format: csv\n" + Time + Visit + "    count: '{a|{b|1}'\n", 6, "fewer closing ones")]
    public void A_bad_mapping_file_is_told_with_its_line(string yaml, int line, string what)
    {
        var error = Should.Throw<IntakeException>(() => Mapping.Parse(yaml));

        error.Code.ShouldBe("invalid_mapping");
        error.Message.ShouldStartWith($"Mapping file, line {line}: ");
        error.Message.ShouldContain(what);
    }

    [Fact]
    public void Nothing_but_a_named_error_comes_of_a_mutated_mapping_file()
    {
        const string Yaml =
            "format: csv\n"
            + Time
            + "currency: EUR\n"
            + Visit
            + "    count: 'round({a} * (2 - 1), 2) / 3'\n    when: \"{a} >= 1 and not {b} == 'x'\"\n    scale: [1, 5]\n";
        var random = new Random(31);
        for (var i = 0; i < 3_000; i++)
        {
            var text = Yaml.ToCharArray();
            for (var n = random.Next(1, 6); n > 0; n--)
                text[random.Next(text.Length)] = "{}()[]'\":,-+*/ \n0aé"[random.Next(19)];

            var yaml = new string(text);
            Should.NotThrow(() => Tried(yaml), $"seed 31, round {i}: {yaml}");
        }
    }

    private static void Tried(string yaml)
    {
        try
        {
            Mapping.Parse(yaml);
        }
        catch (IntakeException e)
        {
            e.Message.ShouldStartWith("Mapping file, line ");
        }
    }
}
