using System.Text;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Watching;

/// <summary>
/// What could not be folded or watched and was set aside, for /metrics. Read from the database, so every server tells the same; left out where it is away.
/// </summary>
internal static class SetAsideFigures
{
    public static async Task WriteAsync(StringBuilder text, IReadOnlyList<LiveWorkspace> own, CancellationToken cancel)
    {
        var (campaigns, signals, detectors) = (new List<string>(), new List<string>(), new List<string>());
        try
        {
            foreach (var workspace in own)
            {
                foreach (var projection in workspace.Engine.Projections)
                {
                    var aside = await workspace.Engine.Projector.SetAsideAsync(projection, cancel);
                    var labels = $"workspace=\"{workspace.Name}\",projection=\"{projection.Name}\"";
                    campaigns.Add(string.Create(CultureInfo.InvariantCulture, $"cpt_campaigns_set_aside{{{labels}}} {aside.Count}\n"));
                    signals.Add(string.Create(CultureInfo.InvariantCulture, $"cpt_signals_set_aside{{{labels}}} {aside.Sum(one => one.Signals)}\n"));
                }

                var failing = (await workspace.Engine.Watch.SetAsideAsync(cancel)).Count;
                detectors.Add(string.Create(CultureInfo.InvariantCulture, $"cpt_detectors_set_aside{{workspace=\"{workspace.Name}\"}} {failing}\n"));
            }
        }
        catch (NpgsqlException)
        {
            return;
        }

        Write("cpt_campaigns_set_aside", "Campaigns that a projection could not fold.", campaigns);
        Write("cpt_signals_set_aside", "Signals of these campaigns that are in no reading.", signals);
        Write("cpt_detectors_set_aside", "Detectors that could not be run.", detectors);

        void Write(string name, string help, List<string> samples) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n").AppendJoin("", samples);
    }
}
