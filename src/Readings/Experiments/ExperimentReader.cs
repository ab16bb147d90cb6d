using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>
/// Reads an experiment at any cursors: the arms as they stood at the end of each day, by all that is known of these days at the cursors. What was to be seen on
/// an earlier day is read with <see cref="Cursors.Known"/>.
/// </summary>
public sealed class ExperimentReader(DeclaredExperiments experiments, ExperimentActs acts, CellReader cells)
{
    /// <summary>Null where no experiment of that name was declared by the cursors' seal.</summary>
    public async Task<ExperimentReading?> ReadAsync(string name, Cursors cursors, CancellationToken cancel)
    {
        if (await experiments.FindAsync(name, cursors, cancel) is not { } experiment)
            return null;
        var head = await cells.HeadAsync(experiment.Campaign, cancel);
        var folded = await acts.FoldedAsync(cancel);
        var seal = cursors.Seal ?? (head is { Folded: var ofCells } && ofCells < folded ? ofCells : folded);
        // Cells and acts are folded apart: where the acts are behind, what is read of the cells is read as of the acts' last seal. Before the first there is
        // nothing to read.
        var same = head?.Folded > seal ? cursors with { Seal = seal } : cursors;
        var span = head is { } found && seal > SealNumber.None ? await cells.SpanAsync(found.Campaign, same, cancel) : null;
        var last = span is { Last: var known } ? Earliest(known, cursors.At?.Day, experiment.Until) : null;
        return head is { Campaign: var campaign } && last is { } day && day >= experiment.From
            ? await ReadAsync(experiment, campaign, day, cursors, same, seal, cancel)
            : new(experiment, cursors, seal, last, [], default, AmountCap.None, 0, null, new(0, 0, 0, 0, 0, 0));
    }

    private async Task<ExperimentReading> ReadAsync(
        Experiment experiment,
        int campaign,
        LocalDate last,
        Cursors cursors,
        Cursors ofCells,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        var (assigned, currency) = await acts.ReadAsync(experiment, campaign, last, cursors, seal, cancel);
        var stood = assigned.Customers.Count(customer => customer.Since < experiment.DeclaredOn);
        var isEndReached = experiment.Customers <= stood;
        var fold = new ExperimentFold(experiment, assigned.Customers);
        var looks = fold.Looks(BoundaryOf(experiment, isEndReached), last);
        var (named, orders) = await EventsAsync(experiment, campaign, last, ofCells, cancel);
        return new(
            experiment,
            cursors,
            seal,
            last,
            looks,
            new(assigned.Customers.Count > 0 ? looks.Count(look => look.Day < experiment.DeclaredOn) : 0, stood, isEndReached),
            fold.Cap,
            fold.Capped,
            currency,
            new(
                assigned.Crossed,
                assigned.AtOnce,
                assigned.WithoutArm,
                Math.Max(0, named - assigned.NamedEvents),
                Math.Max(0, orders - assigned.OrderEvents),
                assigned.WithoutRate
            )
        );
    }

    private static LocalDate? Earliest(params LocalDate?[] days) => days.Min();

    // An end that had been reached when it was declared was chosen with the data in sight: its narrower bound promises nothing.
    private static Boundary BoundaryOf(Experiment experiment, bool isEndReached) =>
        experiment.Customers is not { } end ? new Boundary.Anytime(experiment.TightestAt)
        : isEndReached ? new Boundary.Anytime(end)
        : new Boundary.DeclaredEnd(end);

    /// <summary>Events that name an arm, answers left out, and orders, whether they name a customer or not.</summary>
    private async Task<(long Named, long Orders)> EventsAsync(Experiment experiment, int campaign, LocalDate last, Cursors cursors, CancellationToken cancel)
    {
        var (named, orders) = (0L, 0L);
        foreach (var one in await cells.LevelDaysAsync(campaign, experiment.From, last, cursors, experiment.By, cancel))
        {
            var isNamed = one.Scope == experiment.Control || one.Scope == experiment.Treatment;
            named += isNamed && one.Measure.Kind != SignalKind.Spend && !ExperimentAct.IsOfQuestion(one.Measure.Kind) ? one.Measure.Count : 0;
            orders += one.Measure.Kind == SignalKind.Conversion ? one.Measure.Count : 0;
        }

        return (named, orders);
    }
}
