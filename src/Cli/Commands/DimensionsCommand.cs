using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt dimensions</c>.</summary>
internal static class DimensionsCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The name under which signals hold it in their attributes." };

    public static Command Create() =>
        new Command(
            "dimensions",
            $"Properties of signals that readings can be split by, beside message, touchpoint, channel and segment: at most {OwnDimensions.Most}. "
                + "What else a signal carries stays in its attributes. Declare nothing that names a customer: values are kept when a customer is erased."
        )
            .With(Add(), List(), Remove())
            .WithExample("cpt dimensions add agent", "cpt scorecard beans --by agent");

    private static Command Add()
    {
        var type = new Option<DimensionType>("--type")
        {
            Description = "What a value has to be: text, number or flag (true or false). What is none of the type counts as none.",
        };
        type.AcceptOnlyFromAmong([.. Enum.GetValues<DimensionType>().Select(OwnDimensions.NameOf)]);
        var command = new Command("add", "Declares a dimension and folds the cells anew, so that it holds for everything imported so far.")
            .With(Name, type, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt dimensions add agent", "cpt dimensions add plan_price --type number --reason \"prices differ by country\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var dimension = new OwnDimension(options.GetRequiredValue(Name), options.GetValue(type));
                if (OwnDimension.Refusal(dimension.Name) is { } refusal)
                    throw new UsageException(refusal);
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var declared = await session.Engine.Settings.DimensionsAsync(cancel);
                if (declared.Find(dimension.Name) is { } known)
                    throw new UsageException(
                        $"{known.Name} is declared already, as {OwnDimensions.NameOf(known.Type)}; `cpt dimensions remove {known.Name}` ends that."
                    );
                await SetAsync(session, new OwnDimensions([.. declared.Declared, dimension]), options, cancel);
                var use = await session.Engine.Dimensions.InLogAsync(dimension, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(DimensionView.Of(dimension, use));
                else
                    Console.WriteLine(Output.Paragraph($"{dimension.Name} is declared as {OwnDimensions.NameOf(dimension.Type)}. {Told(dimension, use)}"));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Remove()
    {
        var command = new Command(
            "remove",
            "Ends a declaration and folds the cells anew; the signals keep what they hold. Refused while a policy watches by it."
        )
            .With(Name, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt dimensions remove agent --reason \"nobody reads it\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var declared = await session.Engine.Settings.DimensionsAsync(cancel);
                var name = options.GetRequiredValue(Name);
                if (declared.Find(name) is not { } known)
                    throw new UsageException($"'{name}' is no dimension of this workspace's own; `cpt dimensions list` shows those.");
                await SetAsync(session, new OwnDimensions([.. declared.Declared.Where(one => one != known)]), options, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(DimensionView.Of(known, use: null));
                else
                    Console.WriteLine($"{name} is declared no more.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The workspace's own dimensions, with the signals that name each.").WithExample("cpt dimensions list --json");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var declared = (await session.Engine.Settings.DimensionsAsync(cancel)).Declared;
                var uses = await session.Engine.Dimensions.InCellsAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new DimensionListView([.. declared.Select(one => DimensionView.Of(one, uses.GetValueOrDefault(one.Name)))]));
                else if (declared.Count == 0)
                    Console.WriteLine("No dimension is declared; `cpt dimensions add NAME` declares one.");
                else
                    foreach (var one in declared)
                        Console.WriteLine($"{one.Name} ({OwnDimensions.NameOf(one.Type)}): {Named(uses.GetValueOrDefault(one.Name))}");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task SetAsync(Session session, OwnDimensions dimensions, ParseResult options, CancellationToken cancel)
    {
        await session.Engine.Settings.SetDimensionsAsync(session.Engine.Dimensions, dimensions.ToYaml(), SettingCommands.By(options), expected: null, cancel);
        await session.KeepCheckpointAsync(cancel);
        await session.FoldCellsAnewAsync(cancel);
    }

    private static string Named(DimensionUse? use) =>
        use is null ? "no signal names it" : $"{use.Named:N0} signals name it, with {use.Values:N0} {(use.Values == 1 ? "value" : "values")}";

    private static string Told(OwnDimension dimension, DimensionUse use)
    {
        if (use is { Named: 0, Mistyped: 0 or null })
            return $"No signal names it yet: a mapping gives it by `attributes: {{ {dimension.Name}: \"{{COLUMN}}\" }}`.";
        var mistyped =
            use.Mistyped > 0
                ? $" {use.Mistyped:N0} hold something under its name that is no {OwnDimensions.NameOf(dimension.Type)}, which counts as none."
                : "";
        return $"Of what is imported, {Named(use.Named == 0 ? null : use)}.{mistyped}";
    }
}
