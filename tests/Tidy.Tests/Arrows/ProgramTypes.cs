using Mono.Cecil;

namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// Reads the built assemblies of the program for what each type uses: bases, fields, signatures, attributes and bodies, through arrays and type arguments.
/// A constant is copied when its user is compiled, so the use of one is not seen.
/// </summary>
internal static class ProgramTypes
{
    private const string Prefix = "CustomerPerformanceTracker.";

    /// <summary>Every use of a type by a type of another module, once.</summary>
    public static IReadOnlyList<Arrow> Arrows(params IEnumerable<string> assemblies)
    {
        var arrows = new HashSet<Arrow>();
        foreach (var path in assemblies)
        {
            using var assembly = AssemblyDefinition.ReadAssembly(path);
            foreach (var type in assembly.MainModule.GetTypes())
            {
                if (Module(type) is not { } from)
                    continue;

                arrows.UnionWith(
                    Used(type).Select(Module).OfType<string>().Distinct().Where(to => to != from).Select(to => new Arrow(from, to, Outermost(type).Name))
                );
            }
        }

        return [.. arrows.OrderBy(arrow => (arrow.From, arrow.To, arrow.Type))];
    }

    /// <summary>The built assemblies that the program is made of, with those of the samples and tests left out.</summary>
    public static IReadOnlyList<string> Assemblies { get; } =
    [
        .. Directory
            .GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path =>
                Path.GetFileNameWithoutExtension(path) is { } name
                && (name == "cpt" || name.StartsWith(Prefix, StringComparison.Ordinal))
                && Directory.Exists(Path.Combine(Tree.Root, "src", name == "cpt" ? "Cli" : name[Prefix.Length..]))
            ),
    ];

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var direct = type
            .Interfaces.Select(implemented => implemented.InterfaceType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType))
            .Concat(type.Methods.SelectMany(Used));
        return (type.BaseType is null ? direct : direct.Append(type.BaseType)).SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Used(MethodDefinition method)
    {
        var signature = Named(method).Concat(method.CustomAttributes.Select(attribute => attribute.AttributeType));
        if (!method.HasBody)
            return signature;

        var body = method
            .Body.Instructions.Select(instruction => instruction.Operand)
            .SelectMany(operand =>
                operand switch
                {
                    TypeReference type => [type],
                    MethodReference called => Named(called).Append(called.DeclaringType),
                    FieldReference field => [field.DeclaringType, field.FieldType],
                    _ => Enumerable.Empty<TypeReference>(),
                }
            );
        return signature.Concat(body).Concat(method.Body.Variables.Select(variable => variable.VariableType));
    }

    private static IEnumerable<TypeReference> Named(MethodReference method)
    {
        var types = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
        return method is GenericInstanceMethod generic ? types.Concat(generic.GenericArguments) : types;
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification specified => Parts(specified.ElementType),
            _ => [type],
        };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string? Module(TypeReference type)
    {
        var space = Outermost(type).Namespace;
        return space.StartsWith(Prefix, StringComparison.Ordinal) ? string.Join('.', space[Prefix.Length..].Split('.').Take(2)) : null;
    }
}
