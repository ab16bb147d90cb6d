using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What could not be folded, or watched, and was set aside by name while all else went on.</summary>
internal static class SetAsideText
{
    public static string Line(SetAside one) =>
        Output.Paragraph(
            $"set aside: campaign {PlainText.Clean(one.Campaign)} behind seal {one.Folded}, {one.Signals} signals since {Since(one)}: "
                + $"{PlainText.Clean(one.Error)}. `cpt projections retry` takes them in once the cause is mended.",
            indent: 2
        );

    public static string Line(DetectorSetAside one) =>
        Output.Paragraph(
            $"set aside: the detector of policy {PlainText.Clean(one.Policy)} on campaign "
                + $"{PlainText.Clean(one.Campaign)}{(one.Scope.Length == 0 ? "" : $" [{PlainText.Clean(one.Scope)}]")}, since {Since(one)}: "
                + $"{PlainText.Clean(one.Error)}. It raises nothing until `cpt projections retry`, or a new signal of the campaign, runs it again."
        );

    private static string Since(SetAside one) => InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(one.Since * 10));

    private static string Since(DetectorSetAside one) => InstantPattern.ExtendedIso.Format(one.Since);
}
