using CustomerPerformanceTracker.Tidy.Tests.Arrows;
using Mono.Cecil;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>The token stands last in every signature, also behind what has a default or is optional, which the analyser's CA1068 lets pass.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void The_token_is_the_last_parameter()
    {
        var methods = ProgramTypes.Assemblies.SelectMany(Methods).ToArray();
        methods.Length.ShouldBeGreaterThan(1_000);
        methods.Where(method => IsInside([.. method.Parameters.Select(one => one.ParameterType.FullName)])).Select(method => method.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void A_token_before_another_parameter_is_found() => IsInside(["System.String", Token, "System.Int32"]).ShouldBeTrue();

    [Fact]
    public void Two_tokens_may_stand_last() => IsInside(["System.String", Token, Token]).ShouldBeFalse();

    private const string Token = "System.Threading.CancellationToken";

    private static bool IsInside(IReadOnlyList<string> types) => types.SkipWhile(type => type != Token).Any(type => type != Token);

    /// <summary>The methods that somebody wrote: no lambda's, no iterator's, no record's.</summary>
    private static IEnumerable<MethodDefinition> Methods(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return
        [
            .. assembly
                .MainModule.GetTypes()
                .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
                .SelectMany(type => type.Methods)
                .Where(method => !method.Name.Contains('<', StringComparison.Ordinal) && !Extends(method) && method.Name != "BeginInvoke"),
        ];
    }

    private static bool Extends(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ExtensionAttribute") && method.Parameters[0].ParameterType.FullName == Token;
}
