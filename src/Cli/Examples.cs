namespace CustomerPerformanceTracker.Cli;

/// <summary>Every command's help ends with an example.</summary>
internal static class Examples
{
    public static Command WithExample(this Command command, params IEnumerable<string> lines)
    {
        command.Description = string.Join(Environment.NewLine, [command.Description, "", "Example:", .. lines.Select(line => "  " + line)]);
        return command;
    }

    public static Command With(this Command command, params IEnumerable<Symbol> parts)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Option option:
                    command.Options.Add(option);
                    break;
                case Argument argument:
                    command.Arguments.Add(argument);
                    break;
                case Command sub:
                    command.Subcommands.Add(sub);
                    break;
            }
        }

        return command;
    }
}
