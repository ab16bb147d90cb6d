using CustomerPerformanceTracker.Readings.Dimensions;

namespace CustomerPerformanceTracker.Cli;

/// <summary><c>--by</c>: a dimension. Which names a workspace knows is found when it is open; what cannot be a name at all is refused before.</summary>
internal static class SplitOption
{
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--by") { Description = description };
        option.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } name
                && name != SplitBy.Team.Name
                && new Dimension(name).IsOwn
                && OwnDimension.Refusal(name) is { } refusal
            )
                result.AddError(refusal);
        });
        return option;
    }
}
