using System.Diagnostics;

namespace CustomerPerformanceTracker.Statistics.Tests.Cases;

/// <summary>An order of the shop, by day number.</summary>
internal sealed record BeansOrder(string Customer, int Day, double Money, string Channel);

/// <summary>An answer of the shop, by day number.</summary>
internal sealed record BeansAnswer(string Customer, int Day, int Score, string Comment);

/// <summary>The invented shop of the reference data, as its program writes it: on one day a free trial becomes a renewal that nobody asked for.</summary>
internal sealed record Beans(IReadOnlyList<BeansOrder> Orders, IReadOnlyList<BeansAnswer> Answers)
{
    /// <summary>The day on which the renewal begins.</summary>
    public static readonly int Break = new DateOnly(2025, 6, 10).DayNumber;

    /// <summary>The last day of the files.</summary>
    public static readonly int End = new DateOnly(2025, 8, 28).DayNumber;

    /// <summary>Writes the shop into a temporary folder and reads it.</summary>
    public static Beans Written(params string[] arguments)
    {
        var program = Reference.Path("cases", "beans", "gen.py");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Run(program, arguments, folder.FullName);
            return new(
                [.. Cells(folder, "orders.csv").Select(cells => new BeansOrder(cells[2], Day(cells[1][..10], "yyyy-MM-dd"), Number(cells[3]), cells[5]))],
                [.. Cells(folder, "nps.csv").Select(Answer)]
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BeansAnswer Answer(string[] cells) =>
        new(cells[2], Day(cells[1], "MM/dd/yyyy"), int.Parse(cells[3], CultureInfo.InvariantCulture), string.Join(',', cells[4..^1]).Trim('"'));

    private static IEnumerable<string[]> Cells(DirectoryInfo folder, string file) =>
        File.ReadAllLines(Path.Combine(folder.FullName, file)).Skip(1).Select(line => line.Split(','));

    private static int Day(string text, string format) => DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture).DayNumber;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Run(string program, string[] arguments, string folder)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, "python3"))
            .FirstOrDefault(File.Exists);
        if (python is null)
            Assert.Skip("there is no python3 on PATH");
        using var process = Process.Start(new ProcessStartInfo(python!, [program, .. arguments]) { WorkingDirectory = folder, UseShellExecute = false })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
