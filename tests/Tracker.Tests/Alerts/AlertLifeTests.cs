namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>Given what happened, when somebody commands, then this happens.</summary>
public sealed class AlertLifeTests
{
    private static readonly LocalDate Day = new(2025, 5, 1);
    private static readonly Instant Now = Instant.FromUtc(2025, 5, 3, 12, 0);

    private static readonly AlertEvent Raised = new AlertEvent.Raised(Finding(Day));

    [Fact]
    public void Acknowledging_an_open_alert_acknowledges_it_once()
    {
        When(new AlertCommand.Acknowledge(), Raised).ShouldBe(new AlertEvent.Acknowledged());
        When(new AlertCommand.Acknowledge(), Raised, new AlertEvent.Acknowledged()).ShouldBeNull();
    }

    [Fact]
    public void A_resolved_alert_takes_comments_and_reopening_and_nothing_else()
    {
        AlertEvent[] resolved = [Raised, new AlertEvent.Resolved("fixed")];

        When(new AlertCommand.Comment("well done"), resolved).ShouldBe(new AlertEvent.Commented("well done"));
        When(new AlertCommand.Reopen(), resolved).ShouldBe(new AlertEvent.Reopened());
        When(new AlertCommand.Resolve("fixed"), resolved).ShouldBeNull();
        foreach (
            AlertCommand command in (AlertCommand[])
                [
                    new AlertCommand.Acknowledge(),
                    new AlertCommand.Assign("ada"),
                    new AlertCommand.Snooze(Now + Duration.FromHours(1)),
                    new AlertCommand.Resolve("accepted"),
                ]
        )
            Should.Throw<RefusedException>(() => When(command, resolved)).Code.ShouldBe("alert_resolved");
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("recurred")]
    [InlineData("great")]
    [InlineData("")]
    public void Only_people_s_outcomes_can_be_given(string outcome) =>
        Should.Throw<RefusedException>(() => When(new AlertCommand.Resolve(outcome), Raised)).Code.ShouldBe("unknown_outcome");

    [Fact]
    public void A_snooze_lies_ahead_and_leaves_the_alert_open_when_it_is_over()
    {
        var until = Now + Duration.FromHours(1);

        Should.Throw<RefusedException>(() => When(new AlertCommand.Snooze(Now), Raised)).Code.ShouldBe("snooze_in_the_past");
        var life = Given(Raised, When(new AlertCommand.Snooze(until), Raised)!);
        life.At(Now).Single().State.ShouldBe("snoozed");
        life.At(until).Single().State.ShouldBe("open");
    }

    [Fact]
    public void An_alert_that_shows_again_is_open_again_and_keeps_who_looks_after_it()
    {
        var life = Given(Raised, new AlertEvent.Assigned("ada"), new AlertEvent.Resolved("fixed"), new AlertEvent.Recurred(Finding(Day.PlusDays(100))));

        life.At(Now)
            .Select(alert => (alert.On, alert.State, alert.Outcome, alert.Assignee, alert.Occurrence, alert.Count))
            .ShouldBe([(Day.PlusDays(100), "open", null, "ada", 2, 2), (Day, "resolved", "fixed", "ada", 1, 2)]);
    }

    [Fact]
    public void An_occurrence_found_later_in_the_past_changes_nothing_of_the_latest()
    {
        var life = Given(Raised, new AlertEvent.Acknowledged(), new AlertEvent.Recurred(Finding(Day.PlusDays(-100))), new AlertEvent.Resolved("accepted"));

        life.At(Now)
            .Select(alert => (alert.On, alert.State, alert.Outcome))
            .ShouldBe([(Day, "resolved", "accepted"), (Day.PlusDays(-100), "resolved", "recurred")]);
    }

    [Fact]
    public void Every_event_counts_as_a_version() =>
        Given(Raised, new AlertEvent.Commented("so"), new AlertEvent.Assigned("ada"), new AlertEvent.Ended(Day)).Version.ShouldBe(new StreamVersion(4));

    [Fact]
    public void Texts_are_there_and_no_longer_than_allowed()
    {
        foreach (var text in (string[])["", "  ", new string('x', 10_001)])
        {
            Should.Throw<RefusedException>(() => When(new AlertCommand.Comment(text), Raised)).Code.ShouldBe("comment_needed");
            Should.Throw<RefusedException>(() => When(new AlertCommand.Assign(text), Raised)).Code.ShouldBe("assignee_needed");
        }
    }

    private static AlertLife Given(params IEnumerable<AlertEvent> events) => events.Aggregate((AlertLife?)null, AlertLife.Fold)!;

    private static AlertEvent? When(AlertCommand command, params IEnumerable<AlertEvent> given) => Given(given).Decide(command, Now);

    private static Alert Finding(LocalDate on) =>
        new(
            "a1",
            AlertKind.Divergence,
            "trust",
            new StreamVersion(1),
            "spring",
            Scope.All,
            on,
            on,
            Retrospective: false,
            AlertStates.Open,
            "warning",
            new AlertEvidence(70, 3, 365, 400, 365, new SealNumber(1), new Position(1), new Position(10), null)
        );
}
