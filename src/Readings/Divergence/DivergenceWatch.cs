using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Watches one policy over one campaign and scope value: folds received days in order and tells each divergence and each silence once.
/// </summary>
/// <remarks>
/// <para>
/// Nulls. When the first baseline has passed, a long and a short null are declared from it, always as a day closes and from days that are over. The long one
/// is declared anew every 28 days from the last year, or from the days since the last accepted level or told fall, and is kept where that would lower it: a
/// fall that was not told never lowers it. Raised, its evidence goes on. A short one is declared every half baseline from the last baseline, free to fall; two
/// stay in force side by side, so that a fall just before a declaration is still held against the level before it.
/// </para>
/// <para>
/// Guarantee. Each day with answers starts evidence of weight 1 at most: 1/2 in the long null, the rest in the short ones, each against the null known the day
/// before. While every day with answers adds evidence of expectation 1 at most given the past, the sum D has E[D at a stopping time] &lt;= E[days with answers
/// until it], so on average it reaches the average run length no sooner than after that many days with answers. A day adds no more than that exactly where its
/// answers are independent of one another and their mean lies at or above the nulls in force; and, to second order, where days scatter as they did in the
/// baseline about a level that stays at or above the nulls, because a day's answers are divided by the design effect that was declared with the null. It is no
/// statement for days that go astray together for longer than the 28-day blocks of the baseline showed, nor while trust really lies below the nulls. The strict
/// form asks only for each day's mean, given the past, to keep to the null. Starting, dropping and muting a null, and the gate on the logic KPI, are decided by
/// the past or only take evidence away; the same bound holds anew from each alarm on.
/// </para>
/// <para>
/// Who answered. A null declares the mix of its baseline's strata (segment, channel and touchpoint) beside its level, and days are held against it as that mix
/// would have answered (<see cref="BaselineMix"/>), so an unequal share of the same people is no fall. The long one is compared with its successor under its
/// own mix. A stratum that the baseline did not have says nothing until the next null knows it.
/// </para>
/// <para>
/// Episodes. An alarm mutes the nulls in force. They are replaced by nulls declared half a baseline after the onset, only from days since, which watch the new
/// level. The fall is over when the mean of the last quarter baseline (two beats of the stream at least), all of it after the alarm, has come back to the level
/// it fell from, less its margin: then the nulls it muted are heard again, with no evidence. It is forgotten after a year, or when its level is accepted. So
/// the same fall is told once, a second fall after a recovery is told again, and so is a further fall from a lower level; what is not told apart is a fall that
/// deepens before its first level was declared.
/// </para>
/// <para>The state is a function of the policy, the accepted levels and the days (and of what <see cref="Tell"/> was given): folding on from a saved state
/// gives the same bits.</para>
/// </remarks>
public sealed class DivergenceWatch
{
    private const int LongEveryDays = 28;

    private readonly Policy policy;
    private readonly IReadOnlyList<LevelInForce> accepted;
    private readonly WatchedDays days;
    private readonly NullsInForce nulls = new();
    private LocalDate? nextShort;
    private LocalDate? nextLong;
    private LocalDate? acceptedSince;
    private Episode? episode;
    private Alarm.Silence? silence;

    /// <param name="accepted">The levels that were accepted for this campaign, KPI and scope; each counts from the day it was given on.</param>
    public DivergenceWatch(Policy policy, IReadOnlyList<LevelInForce>? accepted = null)
        : this(policy, accepted, shared: null) { }

    internal DivergenceWatch(Policy policy, IReadOnlyList<LevelInForce>? accepted, SharedDays? shared)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (this.policy, this.accepted, days) = (policy, accepted ?? [], new WatchedDays(policy, shared));
    }

    /// <summary>The last day that was closed.</summary>
    public LocalDate? LastDay => days.Last;

    /// <summary>The nulls in force, the long one first, then the short ones, the older first.</summary>
    public IReadOnlyList<DeclaredNull> Nulls => [.. nulls.All.Select(generation => generation.Null)];

    /// <summary>The null that remembers; null before a baseline has passed, and while a level that was just accepted has too few days.</summary>
    public DeclaredNull? LongNull => nulls.Long?.Null;

    /// <summary>Whether a told divergence is not yet over.</summary>
    public bool IsDiverging => episode is not null;

    /// <summary>Whether a told silence is not yet over.</summary>
    public bool IsSilent => silence is not null;

    /// <summary>Whether a told divergence ended with the last closed day, in that trust came back to the level it had fallen from.</summary>
    public bool TrustCameBack { get; private set; }

    /// <summary>Whether a told silence ended with the last closed day, in that the answers came back.</summary>
    public bool AnswersCameBack { get; private set; }

    /// <summary>The evidence against the nulls that are heard, as a share of what an alarm takes: 1 alarms, if the logic KPI is in its state.</summary>
    public double EvidenceShare => Math.Exp(Math.Min(690, nulls.LogShare));

    /// <summary>Folds a day that is over. Days come in order, each once; days without any signal are left out.</summary>
    /// <returns>What became known with this day, in no more than one alarm of each kind.</returns>
    /// <exception cref="ArgumentException">The day is not later than the last, or its counts are impossible.</exception>
    public IReadOnlyList<Alarm> Close(DayBatch day)
    {
        TrustCameBack = false;
        var divergence = Fold(day, isOpen: false);
        IReadOnlyList<DayBatch> recent = policy.SilenceDays is null ? [] : days.From(day.Day.PlusDays(1 - SilenceWatch.DaysKept(policy)));
        AnswersCameBack = silence is not null && SilenceWatch.AreBack(silence, recent, day.Day);
        if (silence is not null && (AnswersCameBack || SilenceWatch.IsOld(silence, day.Day, policy)))
            silence = null;
        var silent = silence is null ? SilenceWatch.Judge(recent, day.Day, policy) : null;
        silence ??= silent;
        DeclareNulls(day.Day);

        return [.. new Alarm?[] { divergence, silent }.OfType<Alarm>()];
    }

    /// <summary>
    /// What the open day would tell if it closed as it stands; folds nothing. What is then made known must be given to <see cref="Tell"/>.
    /// </summary>
    /// <remarks>Counts and amounts of an unfinished day are not held against the logic KPI: they are read up to the last closed day.</remarks>
    public Alarm.Divergence? Peek(DayBatch open)
    {
        days.RequireNext(open);
        return open.Answers > 0 && nulls.Peek(open) >= 0 ? Restore(policy, Save(), accepted).Fold(open, isOpen: true) : null;
    }

    /// <summary>Notes that a peeked divergence was made known, so that the day it was seen on, once closed, does not tell it again.</summary>
    public void Tell(Alarm.Divergence alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        var remembered = nulls.Long is { Muted: false } heard ? heard.Declared : null;
        episode = new(alarm.On, alarm.Onset, alarm.Null.Regained, alarm.Mean, alarm.Answers, alarm.Null.Effect, remembered, alarm.Null.Mix, episode);
        nulls.Mute();
        nextShort = nextLong = alarm.Onset.PlusDays(policy.Baseline.Days / 2 - 1);
    }

    /// <summary>The state, exactly; UTF-8 JSON.</summary>
    public byte[] Save() =>
        new WatchState(
            WatchState.CurrentVersion,
            nextShort,
            nextLong,
            acceptedSince,
            days.All,
            nulls.Long?.Save(),
            [.. nulls.Shorts.Select(generation => generation.Save())],
            episode,
            days.Past,
            silence
        ).ToBytes();

    /// <summary>
    /// The watch whose <see cref="Save"/> gave these bytes; policy and accepted levels must be those it was saved under, but for levels accepted since.
    /// </summary>
    /// <exception cref="FormatException">The bytes are not a watch's state.</exception>
    public static DivergenceWatch Restore(Policy policy, ReadOnlySpan<byte> bytes, IReadOnlyList<LevelInForce>? accepted = null)
    {
        var state = WatchState.From(bytes);
        var watch = new DivergenceWatch(policy, accepted)
        {
            nextShort = state.NextShort,
            nextLong = state.NextLong,
            acceptedSince = state.AcceptedSince,
            episode = state.Episode,
            silence = state.Silence,
        };
        watch.days.Restore(state.Days, state.Past);
        watch.nulls.Long = state.Long is null ? null : Generation.Restore(state.Long, policy.Form);
        foreach (var generation in state.Shorts)
            watch.nulls.Add(Generation.Restore(generation, policy.Form));
        return watch;
    }

    /// <summary>The fall that was told last and is not over.</summary>
    internal Episode? Told => episode;

    /// <summary>The strata that its days are held apart by, over all days.</summary>
    internal int StrataHeld => days.All.Sum(day => day.Strata.Count);

    /// <summary>The day on which the next null is declared at the earliest; null before the first answer.</summary>
    internal LocalDate? NextNull => nextShort;

    /// <summary>
    /// This watch with no evidence, no fall that was told, and only the nulls that are heard: as a fall would meet it of which nobody knows yet. Null where no
    /// null is heard.
    /// </summary>
    internal DivergenceWatch? Calm()
    {
        var calm = Restore(policy, Save(), accepted);
        calm.nulls.Calm();
        if (calm.nulls.All.FirstOrDefault() is null)
            return null;
        (calm.acceptedSince, calm.episode) = (calm.KnownFrom(LocalDate.MinIsoValue.PlusDays(policy.Baseline.Memory), policy.Baseline.Memory), null);
        return calm;
    }

    private Alarm.Divergence? Fold(DayBatch day, bool isOpen)
    {
        days.RequireNext(day);
        Accept(day.Day);
        if (day.Answers > 0 && nextShort is null)
            nextShort = nextLong = day.Day.PlusDays(policy.Baseline.Days - 1);
        nulls.Add(day);
        days.Add(day);
        Recover(day.Day);

        var divergence = day.Answers > 0 ? Judge(day, isOpen) : null;
        if (divergence is not null)
            Tell(divergence);
        return divergence;
    }

    // The levels that were accepted after the last closed day and up to this one.
    private void Accept(LocalDate today)
    {
        foreach (var level in accepted.Where(level => level.On <= today && !(level.On <= LastDay)))
        {
            (acceptedSince, episode) = (level.Since, null);
            nulls.Forget(level.Since);
            if (nextShort is not null)
                nextShort = nextLong = LocalDate.Max(today, level.Since.PlusDays(policy.Baseline.Days / 2 - 1));
        }
    }

    private void DeclareNulls(LocalDate today)
    {
        if (today >= nextLong && Declare(today, policy.Baseline.Memory) is { } remembering)
        {
            nulls.Remember(remembering, policy.Form, Baseline(today, policy.Baseline.Memory).All, mix => Effect(today, mix));
            nextLong = today.PlusDays(LongEveryDays);
        }

        if (today >= nextShort && Declare(today, policy.Baseline.Days) is { } recent)
        {
            nulls.Add(new Generation(recent, policy.Form));
            nextShort = today.PlusDays(policy.Baseline.Days / 2);
        }
    }

    private Declaration? Declare(LocalDate today, int length)
    {
        var baseline = Baseline(today, length);
        if (DeclaredNull.Declare(baseline, policy, Effect(today, baseline.Mix)) is not { } declared)
            return null;

        var rising = policy.Logic.State == LogicState.Rising ? RisingTest.Of(baseline.All, policy) : null;
        return policy.Logic.State == LogicState.Rising && rising is null ? null : new(declared, baseline.Logic, rising);
    }

    internal UsualDays Baseline(LocalDate today, int length) => days.UsualFrom(KnownFrom(today, length));

    // The first day of a baseline: no day before an accepted level or the fall that was told last.
    private LocalDate KnownFrom(LocalDate today, int length)
    {
        var from = today.PlusDays(1 - length);
        if (acceptedSince is { } since)
            from = LocalDate.Max(from, since);
        return episode is null ? from : LocalDate.Max(from, episode.Onset);
    }

    // Scatter is estimated over the memory, without the days of a fall that may be under way: it would pass for scatter.
    private DesignEffect Effect(LocalDate today, BaselineMix? mix) =>
        policy.Form == PromiseForm.Strict
            ? DesignEffect.None
            : days.Scatter(KnownFrom(today, policy.Baseline.Memory), nulls.OpenSince ?? today.PlusDays(1), mix);

    private void Recover(LocalDate today)
    {
        if (episode is { } old && old.On.PlusDays(policy.Baseline.Memory) < today)
            episode = null;
        while (
            episode is { } told
            && nulls.All.LastOrDefault() is { } newest
            && today.PlusDays(-newest.Null.BackDays(policy.Baseline.Days)) is var last
            && days.AreBack(told, last, policy.MinimumAnswers)
        )
        {
            days.SetAside(new(told.Onset, last));
            if (told.Long is { } remembered && !(nulls.Long is { Muted: false } heard && heard.Null.Value >= remembered.Null.Value))
                nulls.Long = new(remembered, policy.Form);
            nulls.Hear(told.Level);
            episode = told.Outer;
            TrustCameBack = true;
        }
    }

    private Alarm.Divergence? Judge(DayBatch day, bool isOpen)
    {
        var total = nulls.LogShare;
        if (total < 0)
            return null;

        var lead = nulls.Lead;
        var onset = lead.Onset;
        var since = days.From(onset);
        var answers = since.Sum(day => day.Answers);
        if (answers < policy.MinimumAnswers || WatchedDays.Mean(since, lead.Null.Mix) is not { } mean)
            return null;

        var last = isOpen && !lead.Level.IsShare && days.All.Count > 1 ? days.All[^2].Day : day.Day;
        var logic = lead.Level.Read(days.All, LocalDate.Min(last, LocalDate.Max(onset, days.All[0].Day)), last);
        return policy.Logic.State == LogicState.Rising || lead.Level.Holds(logic, policy.Logic.Tolerance)
            ? new(day.Day, onset, lead.Null, policy.FalseAlarmDays, total + lead.LogThreshold, lead.LogThreshold, mean, answers, logic)
            {
                Answerers = AnswerersSince.Of([.. days.All.SkipLast(since.Count)], since, lead.Null.Effect),
            }
            : null;
    }
}
