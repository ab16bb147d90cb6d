using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>What a route takes in its address: a part of the path, or a parameter of the query.</summary>
/// <param name="Description">What the OpenAPI document says; null where it says nothing.</param>
internal sealed record RouteParameter(string Name, Type Type, string? Description, bool IsInPath, bool IsOptional)
{
    public bool IsNeeded => IsInPath || !IsOptional;

    /// <summary>Those of the route's handler, in the order of its signature.</summary>
    public static IReadOnlyList<RouteParameter> Of(RouteEndpoint route) =>
        [
            .. route
                .Metadata.OfType<IParameterBindingMetadata>()
                .Where(parameter => !parameter.HasBindAsync && (parameter.HasTryParse || IsText(parameter.ParameterInfo.ParameterType)))
                .Select(parameter =>
                {
                    var name = Attribute<FromQueryAttribute>(parameter.ParameterInfo)?.Name ?? parameter.Name;
                    return new RouteParameter(
                        name,
                        parameter.ParameterInfo.ParameterType,
                        Attribute<DescriptionAttribute>(parameter.ParameterInfo)?.Description,
                        route.RoutePattern.GetParameter(name) is not null,
                        parameter.IsOptional
                    );
                }),
        ];

    /// <summary>Of a type that a text stands for by itself; of a group of parameters (<see cref="AsParametersAttribute"/>) nothing else tells.</summary>
    private static bool IsText(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsPrimitive;

    private static T? Attribute<T>(ParameterInfo parameter)
        where T : Attribute => parameter.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
}
