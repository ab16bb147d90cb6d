using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class Robustness
{
    private const string AsNdjson =
        "format: ndjson\nidentity: content\ntime: { value: '2025-03-01', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: c, "
        + "attributes: { a: '{a}' } }]";
    private static readonly byte[] Head = [.. "{\"id\":\"a\",\"type\":\"visit\",\"occurredAt\":\"2025-03-01T00:00:00Z\",\"campaign\":\"c\",\"x\":"u8];

    [Fact]
    public async Task Every_file_of_the_json_test_suite_is_taken_as_storable_or_rejected()
    {
        var files = Directory.GetFiles(Reference.Path("vectors", "json-test-suite"), "*.json", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(300);

        foreach (var file in files)
        {
            // A value that is alone is rarely an object, so it is tried as a property too.
            var bytes = await OnOneLine(file);
            var results = await Tried([.. "\n"u8, .. bytes, (byte)'\n', .. Head, .. bytes, (byte)'}'], IntakeOptions.Native);
            var mapped = await Tried([.. "\n"u8, .. bytes], new IntakeOptions { Mapping = Mapping.Parse(AsNdjson) });

            foreach (var signal in results.Concat(mapped).Signals())
                signal.ShouldBeStorable();
            if (Path.GetFileName(file).StartsWith("n_", StringComparison.Ordinal) && !bytes.AsSpan().Contains((byte)'}'))
                results.Signals().ShouldBeEmpty(file);
        }
    }

    [Fact]
    public async Task Every_y_file_without_poison_is_taken_as_a_property()
    {
        string[] poison =
        [
            "y_object_escaped_null_in_key.json",
            "y_string_null_escape.json",
            "y_object_duplicated_key.json",
            "y_object_duplicated_key_and_value.json",
        ];
        var files = Directory.GetFiles(Reference.Path("vectors", "json-test-suite", "test_parsing"), "y_*.json");

        foreach (var file in files)
        {
            var bytes = await OnOneLine(file);
            var results = await Tried([.. Head, .. bytes, (byte)'}'], IntakeOptions.Native);

            results.Single().Reject?.Reason.ShouldBe(poison.Contains(Path.GetFileName(file)) ? results.Single().Reject!.Reason : null, file);
            (results.Single().Signal is null).ShouldBe(poison.Contains(Path.GetFileName(file)), file);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_a_stream_splits_its_reads_the_results_are_equal(int seed)
    {
        var random = new Random(seed);
        foreach (var (bytes, options) in Sources(random))
        {
            var whole = (await Reading.All(bytes, options)).Select(Reading.Text).ToList();
            var split = (await Reading.All(new DrippingStream(bytes, random), options)).Select(Reading.Text).ToList();

            split.ShouldBe(whole, $"seed {seed}");
            whole.Count.ShouldBeGreaterThan(100);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Random_bytes_and_mutated_rows_never_throw_anything_but_a_named_error(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            foreach (var (bytes, options) in Sources(random))
            {
                var bad = round % 10 == 0 ? RandomBytes(random) : Mutated(bytes, random);
                var results = await Tried(bad, options);

                foreach (var signal in results.Signals())
                    signal.ShouldBeStorable();
                (await Tried(await Reading.RejectedFileOf(results), options)).Signals().ShouldAllBe(s => s.Count > 0, $"seed {seed}, round {round}");
            }
        }
    }

    /// <summary>Line ends become tabs, which are white space where line ends are and as forbidden inside of text.</summary>
    private static async Task<byte[]> OnOneLine(string file) =>
        [.. (await File.ReadAllBytesAsync(file)).Select(b => b is (byte)'\n' or (byte)'\r' ? (byte)'\t' : b)];

    private static async Task<List<IntakeResult>> Tried(byte[] bytes, IntakeOptions options)
    {
        var results = new List<IntakeResult>();
        try
        {
            await foreach (var result in SignalReader.Read(new MemoryStream(bytes), options))
                results.Add(result);
        }
        catch (IntakeException e)
        {
            e.Message.ShouldNotBeNullOrWhiteSpace();
        }

        return results;
    }

    private static IEnumerable<(byte[] Bytes, IntakeOptions Options)> Sources(Random random)
    {
        var native = Rows(
            random,
            i =>
                $$"""{"type":"survey_answer","occurredAt":"2025-03-01T0{{i % 10}}:00:00Z","campaign":"c{{i % 3}}","kpi":"trust","score":{{i % 7}},"scale":[1,5],"comment":"é\n{{i}}","more":{"a":[1,"x"]} }"""
        );
        yield return (Encoding.UTF8.GetBytes(native), IntakeOptions.Native);
        yield return (NativeSignals.Gzip("\uFEFF" + native), IntakeOptions.Native);

        const string Csv =
            "format: csv\nidentity: line\ntime: { value: '{day}', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: '{name}', count: "
            + "'{n} + 1' }]";
        yield return (
            Encoding.UTF8.GetBytes("day,name,n\r\n" + Rows(random, i => $"2025-03-{i % 33:00},\"a \"\"b\"\"\né{i}\",{i}")),
            new IntakeOptions { Mapping = Mapping.Parse(Csv) }
        );

        var json = "[" + Rows(random, i => $$"""{"day":"2025-03-{{i % 33:00}}","name":"[\"{{i}}\\","n":{{i}} },""") + "{}]";
        yield return (Encoding.UTF8.GetBytes(json), new IntakeOptions { Mapping = Mapping.Parse(Csv.Replace("csv", "json")) });
    }

    private static string Rows(Random random, Func<int, string> row) =>
        string.Concat(Enumerable.Range(0, random.Next(120, 200)).Select(i => row(i) + (random.Next(20) == 0 ? "\r\n\r\n" : "\n")));

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(1, 4_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var i = random.Next(1, 40); i > 0; i--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.RemoveAt(at);
                    break;
                case 2:
                    list.Insert(at, "\"{}[],:\\\n\0u"u8[random.Next(11)]);
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(60), list.Count - at)));
                    break;
            }
        }

        return [.. list];
    }

    /// <summary>Gives a few bytes a read, as a slow network does.</summary>
    private sealed class DrippingStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, 40)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var few = new byte[Math.Min(buffer.Length, random.Next(1, 40))];
            var read = base.Read(few, 0, few.Length);
            few.AsSpan(0, read).CopyTo(buffer.Span);
            return ValueTask.FromResult(read);
        }
    }
}
