using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Tidy.Tests.Arrows;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// A place in a log, a seal and a version of a stream are types of their own, so that an argument which stands in the wrong place does not compile. Plain
/// numbers are left at the borders: documents of the wire, stored forms, queries and options.
/// </summary>
public sealed class NumberTests
{
    /// <summary>The parameters that stay plain numbers, and why.</summary>
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["AdjustmentRoutes.ListAsync(seal)"] = "a query",
        ["AdjustmentRoutes.OneAsync(seal)"] = "a query",
        ["AlertRoutes.ListAsync(seal)"] = "a query",
        ["AlertRoutes.OneAsync(seal)"] = "a query",
        ["CursorQuery..ctor(Seal)"] = "a query",
        ["DigestRoutes.AnswerAsync(seal)"] = "a query",
        ["DigestRoutes.AnswerAsync(sinceSeal)"] = "a query",
        ["ExperimentRoutes.ListAsync(seal)"] = "a query",
        ["LogRoutes.JournalAsync(seal)"] = "a query",
        ["ReadRoutes.CampaignsAsync(seal)"] = "a query",
        ["TraceRoutes.TraceAsync(seal)"] = "a query",
        ["Query.Behind(position)"] = "reads what a query gives",
        ["NewAtRiskList..ctor(Seal)"] = "reads what a body gives",
        ["NewShare..ctor(Seal)"] = "reads what a body gives",
        ["NewShare..ctor(SinceSeal)"] = "reads what a body gives",
        ["WhatIfPolicies..ctor(Seal)"] = "reads what a body gives",
        ["Query.Seal(seal)"] = "reads what a query gives",
        ["DeliveriesDue..ctor(Position)"] = "a message, stored as JSON",
        ["WakeUp..ctor(Version)"] = "a message, stored as JSON",
        ["Occurrence..ctor(Position)"] = "what a board keeps of an alert, stored as JSON",
        ["PackProof..ctor(Position)"] = "a file of an evidence pack",
        ["PackProof..ctor(Seal)"] = "a file of an evidence pack",
        ["PackManifest..ctor(Version)"] = "the version of a format, not of a stream",
        ["PackFormat.NoteText(version)"] = "the version of a format, not of a stream",
        ["WatchState..ctor(Version)"] = "the version of a format, not of a stream",
        ["SignalCopy.Row(position)"] = "writes a million rows, byte for byte",
    };

    private static readonly string[] Names = ["position", "seal", "version", "expected"];

    private static readonly string[] Numbers = ["System.Int32", "System.Int64", "System.Nullable`1<System.Int32>", "System.Nullable`1<System.Int64>"];

    private static readonly string[] Typed = [typeof(Position).FullName!, typeof(SealNumber).FullName!, typeof(StreamVersion).FullName!];

    [Fact]
    public void A_position_a_seal_and_a_version_are_no_plain_numbers()
    {
        var found = Types().Where(type => !IsBorder(type)).SelectMany(PlainParameters).Order(StringComparer.Ordinal).ToArray();

        found
            .Except(Plain.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty("give the parameter its type (Position, SealNumber, StreamVersion), or say here why not");
        Plain.Keys.Except(found, StringComparer.Ordinal).ShouldBeEmpty("nothing needs this exception any more");
    }

    [Fact]
    public void None_of_them_is_given_to_what_takes_any_object()
    {
        // PostgreSQL's driver, Marten and a CSV answer take objects, and know plain numbers only.
        Types().SelectMany(type => type.Methods).Where(Boxes).Select(method => method.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void None_of_them_is_part_of_a_JSON_form()
    {
        var forms = Types()
            .SelectMany(type => type.Fields)
            .Select(field => field.FieldType)
            .OfType<GenericInstanceType>()
            .Where(type => type.Name == "JsonTypeInfo`1")
            .ToArray();

        forms.Length.ShouldBeGreaterThan(100);
        forms.Select(form => form.GenericArguments[0]).Where(IsTyped).Select(type => type.FullName).ShouldBeEmpty("a form holds the plain number");
    }

    private static IEnumerable<TypeDefinition> Types() =>
        ProgramTypes.Assemblies.SelectMany(path =>
            // Bodies are read when they are asked for, so the assembly stays open and in memory.
            AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true }).MainModule.GetTypes()
        );

    /// <summary>Documents of the wire, and what is kept as it is.</summary>
    private static bool IsBorder(TypeDefinition type) =>
        type.Name.StartsWith("Stored", StringComparison.Ordinal)
        || type.Module.Assembly.Name.Name == "CustomerPerformanceTracker.Wire"
        || (type.DeclaringType is { } outer && IsBorder(outer));

    /// <summary>In methods that somebody wrote: no lambda's, no iterator's.</summary>
    private static IEnumerable<string> PlainParameters(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
            ? []
            : type
                .Methods.Where(method => !method.Name.Contains('<', StringComparison.Ordinal))
                .SelectMany(method => method.Parameters.Where(IsPlain).Select(parameter => $"{type.Name}.{method.Name}({parameter.Name})"))
                .Distinct(StringComparer.Ordinal);

    private static bool IsPlain(ParameterDefinition parameter) =>
        Numbers.Contains(parameter.ParameterType.FullName, StringComparer.Ordinal)
        && Names.Any(name => parameter.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase));

    private static bool Boxes(MethodDefinition method) =>
        method.HasBody
        && method.Body.Instructions.Any(instruction => instruction.OpCode == OpCodes.Box && instruction.Operand is TypeReference type && IsTyped(type));

    private static bool IsTyped(TypeReference type) =>
        Typed.Contains(type.FullName, StringComparer.Ordinal) || (type is GenericInstanceType generic && generic.GenericArguments.Any(IsTyped));
}
