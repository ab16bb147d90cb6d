using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Runs alone, since what other tests hold would be measured too.</summary>
[CollectionDefinition(nameof(Memory), DisableParallelization = true)]
[Collection(nameof(Memory))]
public sealed class Memory
{
    private const string Rest =
        "identity: line\ntime: { value: '2025-03-01', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: c, attributes: { a: '{a}' } }]";

    [Theory]
    [InlineData("ndjson", "", "\n")]
    [InlineData("json", "[", ",\n")]
    [InlineData("csv", "a,b\n", "\n")]
    public async Task A_long_source_needs_no_more_memory_than_its_rows(string format, string head, string between)
    {
        var row = format == "csv" ? "x," + new string('y', 900) : $$"""{"a":"x","b":"{{new string('y', 900)}}"}""";
        var options = new IntakeOptions { Mapping = Mapping.Parse($"format: {format}\n{Rest}") };
        await using var source = new RepeatingStream(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(row + between), times: 40_000);

        var count = 0;
        var held = new List<long>();
        await foreach (var result in SignalReader.Read(source, options))
        {
            result.Signal.ShouldNotBeNull();
            if (++count % 10_000 == 0)
                held.Add(GC.GetTotalMemory(forceFullCollection: true));
            if (count == 40_000)
                break;
        }

        // From the first to the last measure 27 MB went through.
        held.Count.ShouldBe(4);
        held[^1].ShouldBeLessThan(held[0] + (8 << 20));
    }

    /// <summary>A beginning and then the same bytes many times over.</summary>
    private sealed class RepeatingStream(byte[] head, byte[] body, int times) : MemoryStream(head)
    {
        private readonly MemoryStream body = new(body) { Position = body.Length };
        private int left = times;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            read = read > 0 ? read : this.body.Read(buffer, offset, count);
            if (read > 0 || left-- == 0)
                return read;
            this.body.Position = 0;
            return this.body.Read(buffer, offset, count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var chunk = new byte[buffer.Length];
            var read = Read(chunk, 0, chunk.Length);
            chunk.AsSpan(0, read).CopyTo(buffer.Span);
            return ValueTask.FromResult(read);
        }
    }
}
