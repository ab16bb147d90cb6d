using System.Runtime.CompilerServices;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.TestSupport;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shouldly;
using Wolverine;
using Xunit;

[assembly: AssemblyFixture(typeof(TestDatabaseServer))]

namespace CustomerPerformanceTracker.Workflow.Tests;

/// <summary>
/// The code around the handlers is written beforehand, into src/Workflow/Internal/Generated, so that no compiler runs where the server does. With the variable
/// CPT_GOLDEN=refresh the test writes it.
/// </summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public async Task The_code_of_the_handlers_is_what_would_be_generated_now()
    {
        var folder = Directory.CreateTempSubdirectory("cpt-generated-");
        try
        {
            var generated = await GenerateAsync(folder.FullName);
            generated
                .Keys.Count(name => name.EndsWith(".cs", StringComparison.Ordinal) && !name.Contains("Registry", StringComparison.Ordinal))
                .ShouldBe(2, "one file for each type of message");
            if (Environment.GetEnvironmentVariable("CPT_GOLDEN") == "refresh")
                Replace(generated);

            Read(Written()).ShouldBe(generated, "the handlers changed: run this test with CPT_GOLDEN=refresh and look at what it writes");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SortedDictionary<string, string>> GenerateAsync(string folder)
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        var builder = Host.CreateApplicationBuilder();
        builder.UseWolverine(options =>
        {
            WorkflowModule.Configure(options, nowhere);
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
            options.CodeGeneration.GeneratedCodeOutputPath = folder;
            options.UseRuntimeCompilation();
        });
        builder.Services.AddSingleton<IWorkspaces>(new NoWorkspaces());
        (await builder.Build().RunJasperFxCommands(["codegen", "write"])).ShouldBe(0);
        return Read(folder);
    }

    private static SortedDictionary<string, string> Read(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), file => File.ReadAllText(file).ReplaceLineEndings("\n")),
            StringComparer.Ordinal
        );

    private static void Replace(SortedDictionary<string, string> files)
    {
        if (Directory.Exists(Written()))
            Directory.Delete(Written(), recursive: true);
        foreach (var (name, text) in files)
        {
            var file = Path.Combine(Written(), name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Written([CallerFilePath] string here = "") => Path.Combine(here, "../../../src/Workflow/Internal/Generated");

    private sealed class NoWorkspaces : IWorkspaces
    {
        public Task<Engine?> FindAsync(string name, CancellationToken cancel) => Task.FromResult<Engine?>(null);

        public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

        public void Wake(string name) { }
    }
}
