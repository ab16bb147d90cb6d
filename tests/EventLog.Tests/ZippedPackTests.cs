namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>What a zip file may be that is a pack: limits are tried on both sides. Both verifiers say the same.</summary>
public sealed class ZippedPackTests(PackedSpace packed) : IClassFixture<PackedSpace>
{
    private const int Flags = 6;
    private const int Method = 8;

    [Fact]
    public async Task A_file_may_be_as_large_as_is_allowed_and_all_together_too()
    {
        var sixty = new byte[60 << 20];

        (await FindAsync(With(("report.html", new byte[PackFormat.MaxFile])))).ShouldBe("file_changed");
        (await FindAsync(With(("report.html", new byte[PackFormat.MaxFile + 1])))).ShouldBe("file_too_large file_missing");
        (await FindAsync(With(("journal.ndjson", sixty), ("chain.json", sixty), ("report.html", sixty)))).ShouldBe("file_too_large file_missing");
    }

    [Fact]
    public async Task A_zip_that_is_larger_than_allowed_is_not_opened()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using (var file = File.OpenWrite(path))
                file.SetLength(PackFormat.MaxZip + 1L);
            await using var pack = File.OpenRead(path);

            var found = await PackVerification.RunAsync(pack, [], CancellationToken.None);

            found.Problems[0].Kind.ShouldBe("pack_too_large");
            PythonVerifier.Find(path).ShouldBe("pack_too_large file_missing");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(Flags, 1)]
    [InlineData(Method, 99)]
    public async Task What_is_encrypted_or_packed_otherwise_is_not_read(int field, int value)
    {
        var zip = packed.Zip.ToArray();
        for (var at = zip.AsSpan().IndexOf("PK\u0003\u0004"u8); at >= 0; at = Next(zip, at, "PK\u0003\u0004"u8))
            BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(at + field), (short)value);
        for (var at = zip.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0; at = Next(zip, at, "PK\u0001\u0002"u8))
            BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(at + field + 2), (short)value);

        (await FindAsync(zip)).ShouldBe("pack_unreadable file_missing");
    }

    [Fact]
    public async Task Bytes_that_do_not_unpack_are_not_read()
    {
        var zip = packed.Zip.ToArray();
        var name = BinaryPrimitives.ReadInt16LittleEndian(zip.AsSpan(26)) + BinaryPrimitives.ReadInt16LittleEndian(zip.AsSpan(28));
        zip.AsSpan(30 + name, 8).Fill(0xFF);

        (await FindAsync(zip)).ShouldBe("pack_unreadable file_missing");
    }

    [Fact]
    public async Task A_name_is_shown_as_far_as_it_is_harmless()
    {
        var zip = Zipped.Zip([.. Zipped.Unzip(packed.Zip), ("\u001b" + new string('x', 1000), [])]);

        (await FindAsync(zip)).ShouldBe("file_unexpected");

        (await PackVerification.RunAsync(new MemoryStream(zip), [], CancellationToken.None)).Problems[0].What.ShouldContain($"'?{new string('x', 79)}'");
    }

    [Fact]
    public async Task A_file_that_is_there_twice_is_one_too_many()
    {
        var files = Zipped.Unzip(packed.Zip);

        (await FindAsync(Zipped.Zip([.. files, files[^1]]))).ShouldBe("file_twice");
        (await FindAsync(Zipped.Zip(files, entry => entry.ExternalAttributes = unchecked((int)0x81A40000)))).ShouldBe("ok");
        (await FindAsync(Zipped.Zip(files, entry => entry.ExternalAttributes = entry.FullName == "key.txt" ? unchecked((int)0xA1FF0000) : 0))).ShouldBe(
            "file_is_link file_missing"
        );
    }

    private byte[] With(params (string Name, byte[] Content)[] others) =>
        Zipped.Zip([
            .. Zipped.Unzip(packed.Zip).Select(file => others.FirstOrDefault(other => other.Name == file.Name) is { Name: not null } other ? other : file),
        ]);

    private static int Next(byte[] zip, int at, ReadOnlySpan<byte> mark) => zip.AsSpan(at + 4).IndexOf(mark) is var next and >= 0 ? at + 4 + next : -1;

    private static async Task<string> FindAsync(byte[] zip)
    {
        var found = await PackVerification.RunAsync(new MemoryStream(zip), [], CancellationToken.None);
        var kinds = found.Ok ? "ok" : string.Join(' ', found.Problems.Select(problem => problem.Kind).Distinct(StringComparer.Ordinal));
        PythonVerifier.Find(zip).ShouldBe(kinds);
        return kinds;
    }
}
