using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Divergence;

/// <summary>
/// Watches one policy over one campaign and scope value: folds received days in order and tells each divergence and each silence once.
/// </summary>
/// <remarks>
/// <para>
/// Nulls. When the first baseline has passed, a null is declared from it, and again every half baseline, always as a day closes and from
/// days that are over. Two stay in force side by side, the newer and the older, so that a fall just before a declaration is still
/// held against the level before it.
/// </para>
/// <para>
/// Guarantee. Each day with answers starts evidence of weight 1/2 at most in each of the two, hence 1 in all, against nulls fixed
/// beforehand. While the mean of every day's answers given the past lies at or above the nulls in force, the sum D of the two halves
/// has E[D at a stopping time] &lt;= E[days with answers until it], so on average it reaches the average run length no sooner than after
/// that many days with answers. Starting, dropping and muting a null, and the gate on the logic KPI, are decided by the past or only take
/// evidence away; the same bound holds anew from each alarm on. It is a statement about the declared nulls: it says nothing while
/// trust really lies below them.
/// </para>
/// <para>
/// Episodes. An alarm mutes the nulls in force. They are heard again, with no evidence, when the mean of the last quarter baseline (two
/// beats of the stream at least), all of it after the alarm, has come back to the null that told it; or they are replaced: the next null
/// is declared half a baseline after the onset, only from days since, and it watches the new level from then on. The episode is over when
/// no muted null is left. So the same fall is told once, a second fall after a recovery is told again, and so is a further fall from a
/// level that has become the usual one. What is not told apart is a fall that deepens before its first level was declared.
/// </para>
/// <para>The state is a function of the policy and the days (and of what <see cref="Tell"/> was given): folding on from a saved state gives the same bits.</para>
/// </remarks>
public sealed class DivergenceWatch
{
    private const int InForce = 2;

    private readonly Policy policy;
    private readonly List<DayBatch> days = [];
    private readonly List<Generation> generations = [];
    private LocalDate? nextNull;
    private Episode? episode;
    private Alarm.Silence? silence;

    public DivergenceWatch(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy;
    }

    /// <summary>The last day that was closed.</summary>
    public LocalDate? LastDay => days.Count == 0 ? null : days[^1].Day;

    /// <summary>The nulls in force, the older first.</summary>
    public IReadOnlyList<DeclaredNull> Nulls => [.. generations.Select(generation => generation.Null)];

    /// <summary>Whether a told divergence is not yet over.</summary>
    public bool IsDiverging => episode is not null;

    /// <summary>Whether a told silence is not yet over.</summary>
    public bool IsSilent => silence is not null;

    /// <summary>Whether a told divergence ended with the last closed day, in that trust came back to the null that told it.</summary>
    public bool TrustCameBack { get; private set; }

    /// <summary>Whether a told silence ended with the last closed day, in that the answers came back.</summary>
    public bool AnswersCameBack { get; private set; }

    /// <summary>The evidence against the nulls that are heard, as a share of what an alarm takes: 1 alarms, if the logic KPI is in its state.</summary>
    public double EvidenceShare => Math.Exp(Math.Min(690, Total(generation => generation.LogShare)));

    /// <summary>Folds a day that is over. Days come in order, each once; days without any signal are left out.</summary>
    /// <returns>What became known with this day, in no more than one alarm of each kind.</returns>
    /// <exception cref="ArgumentException">The day is not later than the last, or its counts are impossible.</exception>
    public IReadOnlyList<Alarm> Close(DayBatch day)
    {
        TrustCameBack = false;
        var divergence = Fold(day, isOpen: false);
        AnswersCameBack = silence is not null && SilenceWatch.AreBack(silence, days, day.Day);
        if (silence is not null && (AnswersCameBack || SilenceWatch.IsOld(silence, day.Day, policy)))
            silence = null;
        var silent = silence is null ? SilenceWatch.Judge(days, day.Day, policy) : null;
        silence ??= silent;
        DeclareNull(day.Day);

        Alarm?[] told = [divergence, silent];
        return [.. told.OfType<Alarm>()];
    }

    /// <summary>
    /// What the open day would tell if it closed as it stands; folds nothing. What is then made known must be given to <see cref="Tell"/>.
    /// </summary>
    /// <remarks>Counts and amounts of an unfinished day are not held against the logic KPI: they are read up to the last closed day.</remarks>
    public Alarm.Divergence? Peek(DayBatch open)
    {
        RequireNext(open);
        return open.Answers > 0 && Total(generation => generation.Peek(open)) >= 0
            ? Restore(policy, Save()).Fold(open, isOpen: true)
            : null;
    }

    /// <summary>Notes that a peeked divergence was made known, so that the day it was seen on, once closed, does not tell it again.</summary>
    public void Tell(Alarm.Divergence alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        episode = new(alarm.On, alarm.Onset, alarm.Null.Value);
        foreach (var generation in generations)
            generation.Mute();
        nextNull = alarm.Onset.PlusDays(policy.Baseline.Days / 2 - 1);
    }

    /// <summary>The state, exactly; UTF-8 JSON.</summary>
    public byte[] Save() =>
        new WatchState(WatchState.CurrentVersion, nextNull, days, [.. generations.Select(GenerationState.Of)], episode, silence).ToBytes();

    /// <summary>The watch whose <see cref="Save"/> gave these bytes; the policy must be the one it was saved under.</summary>
    /// <exception cref="FormatException">The bytes are not a watch's state.</exception>
    public static DivergenceWatch Restore(Policy policy, ReadOnlySpan<byte> bytes)
    {
        var state = WatchState.From(bytes);
        var watch = new DivergenceWatch(policy) { nextNull = state.NextNull, episode = state.Episode, silence = state.Silence };
        watch.days.AddRange(state.Days);
        watch.generations.AddRange(state.Generations.Select(generation => generation.ToGeneration()));
        return watch;
    }

    private Alarm.Divergence? Fold(DayBatch day, bool isOpen)
    {
        RequireNext(day);
        if (day.Answers > 0)
            nextNull ??= day.Day.PlusDays(policy.Baseline.Days - 1);
        foreach (var generation in generations)
            generation.Add(day);
        days.RemoveAll(old => old.Day <= day.Day.PlusDays(-SilenceWatch.DaysKept(policy)));
        days.Add(day);
        Recover(day.Day);

        var divergence = day.Answers > 0 ? Judge(day, isOpen) : null;
        if (divergence is not null)
            Tell(divergence);
        return divergence;
    }

    private void DeclareNull(LocalDate today)
    {
        if (!(nextNull <= today))
            return;
        var from = today.PlusDays(1 - policy.Baseline.Days);
        if (episode is not null)
            from = LocalDate.Max(from, episode.Onset);
        DayBatch[] baseline = [.. days.Where(day => day.Day >= from)];
        if (DeclaredNull.Declare(baseline, policy) is not { } declared)
            return;

        var rising = policy.Logic.State == LogicState.Rising ? RisingTest.Of(baseline, policy) : null;
        if (policy.Logic.State == LogicState.Rising && rising is null)
            return;
        generations.Add(new(declared, LogicLevel.Of(baseline), rising));
        if (generations.Count > InForce)
            generations.RemoveAt(0);
        nextNull = today.PlusDays(policy.Baseline.Days / 2);
        if (!generations.Exists(generation => generation.Muted))
            episode = null;
    }

    private void Recover(LocalDate today)
    {
        if (episode is null || generations.Count == 0)
            return;
        var span = Math.Max(policy.Baseline.Days / 4, (int)Math.Ceiling(2 * generations[^1].Null.CadenceDays));
        var from = today.PlusDays(-span);
        if (from < episode.On)
            return;

        var (score, answers) = Since(from.PlusDays(1));
        if (answers < policy.MinimumAnswers || score < episode.Null * answers)
            return;
        for (var i = 0; i < generations.Count; i++)
        {
            if (generations[i].Muted)
                generations[i] = generations[i].Afresh();
        }

        episode = null;
        TrustCameBack = true;
    }

    private Alarm.Divergence? Judge(DayBatch day, bool isOpen)
    {
        var total = Total(generation => generation.LogShare);
        if (total < 0)
            return null;

        var lead = generations.Where(generation => !generation.Muted).MaxBy(generation => generation.LogShare)!;
        var onset = lead.Onset;
        var (score, answers) = Since(onset);
        if (answers < policy.MinimumAnswers)
            return null;

        var last = isOpen && !lead.Level.IsShare && days.Count > 1 ? days[^2].Day : day.Day;
        var logic = lead.Level.Read(days, LocalDate.Min(last, LocalDate.Max(onset, days[0].Day)), last);
        return policy.Logic.State == LogicState.Rising || lead.Level.Holds(logic, policy.Logic.Tolerance)
            ? new(day.Day, onset, lead.Null, policy.FalseAlarmDays, total + lead.LogThreshold, lead.LogThreshold, score / answers, answers, logic)
            : null;
    }

    // ln of the sum of the halves, over the threshold, of the nulls that are heard.
    private double Total(Func<Generation, double> logShare) => generations
        .Where(generation => !generation.Muted)
        .Aggregate(double.NegativeInfinity, (sum, generation) => LogAdd(sum, logShare(generation) - Math.Log(InForce)));

    private static double LogAdd(double a, double b)
    {
        var (high, low) = (Math.Max(a, b), Math.Min(a, b));
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }

    private (double Score, long Answers) Since(LocalDate from)
    {
        var (score, answers) = (Int128.Zero, 0L);
        for (var i = days.Count - 1; i >= 0 && days[i].Day >= from; i--)
            (score, answers) = (score + days[i].ScoreSum, answers + days[i].Answers);
        return ((double)score / 10_000, answers);
    }

    private void RequireNext(DayBatch day)
    {
        if (day.Objection is { } objection)
            throw new ArgumentException(objection, nameof(day));
        if (day.Day <= LastDay)
            throw new ArgumentException($"{day.Day} does not follow {LastDay}: days are folded in order, each once", nameof(day));
    }
}
