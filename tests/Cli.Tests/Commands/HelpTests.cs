using System.CommandLine;
using System.Reflection;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>Every command, walked from the factories that the program is composed of.</summary>
public sealed class HelpTests(Cpt cpt) : IClassFixture<Cpt>
{
    private static readonly IReadOnlyList<Command> Roots =
    [
        .. typeof(CommandLine)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(CommandLine).Namespace + ".Commands")
            .Select(type => type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, []))
            .Where(create => create?.ReturnType == typeof(Command))
            .Select(create => (Command)create!.Invoke(null, null)!),
    ];

    public static TheoryData<string> Paths => [.. Roots.SelectMany(root => Walk(root, "")).Select(found => found.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Help_says_what_a_command_does_and_shows_an_example_of_it(string path)
    {
        var command = Roots.SelectMany(root => Walk(root, "")).Single(found => found.Path == path).Command;

        var help = Help(path);

        command.Description.ShouldNotBeNullOrWhiteSpace();
        help.ShouldContain("Example:");
        help.ShouldContain($"cpt {(command.Subcommands.Count == 0 ? path : path.Split(' ')[0])}");
        command.Options.Where(option => !option.Hidden).ShouldAllBe(option => !string.IsNullOrWhiteSpace(option.Description));
        command.Arguments.ShouldAllBe(argument => !string.IsNullOrWhiteSpace(argument.Description));
    }

    [Fact]
    public async Task The_program_s_help_lists_every_command()
    {
        var help = await cpt.RunAsync("--help");

        help.ExitCode.ShouldBe(ExitCode.Done);
        Roots.Count.ShouldBeGreaterThan(10);
        foreach (var root in Roots)
            help.Output.Split('\n').ShouldContain(line => line.TrimStart().StartsWith(root.Name, StringComparison.Ordinal), root.Name);
    }

    [Fact]
    public async Task Help_of_a_command_goes_to_stdout_with_its_example()
    {
        var help = await cpt.RunAsync("scorecard", "--help");

        help.ExitCode.ShouldBe(ExitCode.Done);
        help.Output.ShouldContain("cpt scorecard spring-launch --window 28d");
        help.Error.ShouldBeEmpty();
    }

    private static string Help(string path)
    {
        var root = new RootCommand();
        foreach (var command in Roots)
            root.Subcommands.Add(command);
        using var output = new StringWriter();
        root.Parse([.. path.Split(' '), "--help"]).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }

    private static IEnumerable<(string Path, Command Command)> Walk(Command command, string before) =>
        command.Subcommands.SelectMany(sub => Walk(sub, before + command.Name + " ")).Prepend((before + command.Name, command));
}
