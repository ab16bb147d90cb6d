using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Do our metrics reflect emotion? Yes where emotional and customer KPIs carry half of the hybrid index or more, and half of the emotional weight or more was
/// answered; no where none of it was answered, or emotional KPIs carry nothing; partly in between.
/// </summary>
/// <remarks>
/// A KPI's weight in the hybrid index is its share in the index of its side times the side's share in the hybrid. Customer KPIs are those that tell whether
/// customers stay: the churn rate and the number of cancellations.
/// </remarks>
internal static class ReflectedQuestion
{
    private const string Name = "reflected";
    private const string Asks = "Do our metrics reflect emotion?";
    private const double Half = 0.5;

    public static CheckQuestion Of(SelfCheckFacts facts)
    {
        if (facts.Campaigns.Count == 0)
            return facts.Nothing(Name, Asks);
        var weights = Weights(facts.Stack);
        var (emotional, customer) = (Share(weights, IsEmotional), Share(weights, IsCustomer));
        var answered = emotional == 0 ? 0 : Share(weights, kpi => IsEmotional(kpi) && facts.AnswersTo(kpi.Name) > 0) / emotional;
        var answer =
            emotional == 0 || answered == 0 ? CheckAnswer.No
            : emotional + customer >= Half && answered >= Half ? CheckAnswer.Yes
            : CheckAnswer.Partly;
        return new(
            Name,
            Asks,
            answer,
            $"Emotional KPIs carry {Told.Percent(emotional)} of the hybrid index and customer KPIs {Told.Percent(customer)}; of the emotional weight "
                + $"{Told.Percent(answered)} was answered in the window.",
            [ByNumber(facts.Stack), ByWeight(emotional, customer), Answered(facts, weights, answered)]
        );
    }

    private static Look ByNumber(KpiStack stack)
    {
        var (all, felt, stay) = (stack.Goals.Count, stack.Goals.Count(goal => IsEmotional(goal.Kpi)), stack.Goals.Count(goal => IsCustomer(goal.Kpi)));
        var figure = $"of {Told.Count(all, "KPI")} {felt} tell how customers feel, {stay} whether they stay, {all - felt - stay} what they did";
        return felt > 0
            ? Look.Well("by_number", null, figure, (felt + stay) / (double)all)
            : Look.Attention("by_number", null, figure, 0, "Add emotional KPIs such as trust and satisfaction to the stack.", "cpt kpis set FILE");
    }

    private static Look ByWeight(double emotional, double customer)
    {
        var figure = $"emotional KPIs {Told.Percent(emotional)} of the hybrid index, customer KPIs {Told.Percent(customer)}";
        return emotional + customer >= Half
            ? Look.Well("by_weight", null, figure, emotional + customer)
            : Look.Attention(
                "by_weight",
                null,
                figure,
                emotional + customer,
                "Raise `sides: { emotion: .. }` or the weights of emotional KPIs: what customers did outweighs how they felt.",
                "cpt kpis set FILE"
            );
    }

    private static Look Answered(SelfCheckFacts facts, IReadOnlyList<(Kpi Kpi, double Share)> weights, double answered)
    {
        string[] with = [.. weights.Where(one => one.Share > 0 && IsEmotional(one.Kpi) && facts.AnswersTo(one.Kpi.Name) > 0).Select(one => one.Kpi.Name)];
        var figure = $"{Told.Percent(answered)} of the emotional weight has answers: {Told.List(with.Select(Told.Kpi))}";
        return answered >= Half
            ? Look.Well("answered_weight", null, figure, answered)
            : Look.Attention(
                "answered_weight",
                null,
                figure,
                answered,
                "The emotion index speaks for few of its KPIs: ask for those with most weight, or give them none.",
                "cpt kpis set FILE"
            );
    }

    private static IReadOnlyList<(Kpi Kpi, double Share)> Weights(KpiStack stack)
    {
        var sides = stack.LogicWeight + stack.EmotionWeight;
        var sums = stack.Goals.GroupBy(goal => goal.Kpi.Side).ToDictionary(side => side.Key, side => side.Sum(goal => goal.Weight));
        return
        [
            .. stack.Goals.Select(goal =>
                (
                    goal.Kpi,
                    goal.Weight == 0 ? 0 : goal.Weight / sums[goal.Kpi.Side] * (goal.Kpi.Side == Side.Logic ? stack.LogicWeight : stack.EmotionWeight) / sides
                )
            ),
        ];
    }

    private static double Share(IReadOnlyList<(Kpi Kpi, double Share)> weights, Func<Kpi, bool> wanted) =>
        weights.Where(one => wanted(one.Kpi)).Sum(one => one.Share);

    private static bool IsEmotional(Kpi kpi) => kpi.Side == Side.Emotion;

    private static bool IsCustomer(Kpi kpi) => kpi.Name == Kpi.ChurnRate.Name || kpi.Name == Kpi.Churns.Name;
}
