namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class AlertWordsTests
{
    [Fact]
    public void A_divergence_says_what_fell_what_held_where_and_since_when() =>
        AlertWords
            .Sentence(Notices.Raised())
            .ShouldBe(
                "In campaign \"spring\", segment \"new\" trust (61.4 of 100, 12.5 points less than in the window before, 1,204 answers) and effort (48.0 "
                    + "of 100, 4.5 points more than in the window before, 800 answers) "
                    + "got worse from about 2025-03-04 on, while conversion rate (12.7 %, 2.7 points more than in the window before) and visits (26,000, "
                    + "100 less than in the window before) held or rose. "
                    + "Below 74.5 of 100 it counts as a fall."
            );

    [Fact]
    public void Without_a_scorecard_it_says_what_is_known() =>
        AlertWords
            .Sentence(Notices.Raised(Notices.Alert(withCard: false)))
            .ShouldBe(
                "In campaign \"spring\", segment \"new\" trust fell from about 2025-03-04 on, while the figures held or rose. Below 74.5 of 100 it counts "
                    + "as a fall."
            );

    [Fact]
    public void The_KPI_of_the_alert_comes_first_and_effort_rises_for_the_worse()
    {
        var change = Notices.Raised(Notices.Alert() with { Kpi = "effort" });

        AlertWords.Subject(change).ShouldBe("[critical] spring: effort rises while conversion rate holds");
        AlertWords
            .Sentence(change)
            .ShouldStartWith(
                "In campaign \"spring\", segment \"new\" effort (48.0 of 100, 4.5 points more than in the window before, 800 answers) and trust (61.4 of 100,"
            );
    }

    [Fact]
    public void A_silence_says_since_when_nobody_answers() =>
        AlertWords
            .Sentence(Notices.Raised(Notices.Alert(AlertKind.Silence)))
            .ShouldBe(
                "In campaign \"spring\", segment \"new\" customers have stopped answering about trust since 2025-03-04, while everything else goes on. How "
                    + "they feel is not known."
            );

    [Theory]
    [InlineData("acknowledged", "{}", "ada acknowledged {0}: the copy of the landing page was changed")]
    [InlineData("reopened", "{}", "ada reopened {0}: the copy of the landing page was changed")]
    [InlineData("assigned", """{"to":"grace"}""", "ada assigned {0} to grace: the copy of the landing page was changed")]
    [InlineData("commented", """{"text":"wait\nfor Friday"}""", "ada commented on {0}: wait for Friday")]
    [InlineData("snoozed", """{"until":"2025-03-20T00:00:00Z"}""", "ada snoozed {0} until 2025-03-20T00:00:00Z: the copy of the landing page was changed")]
    [InlineData("resolved", """{"outcome":"false_alarm"}""", "ada resolved {0} as false alarm: the copy of the landing page was changed")]
    [InlineData("ended", """{"on":"2025-03-20"}""", "The fall is over: {0} is resolved.")]
    [InlineData("test", "{}", "This is a test of the subscription by ada: nothing has happened.")]
    public void A_later_change_says_who_did_what_and_why(string what, string data, string sentence) =>
        AlertWords
            .Sentence(Notices.Changed("alert_" + what, "open", data: data))
            .ShouldBe(sentence.Replace("{0}", "the alert of 2025-03-12 on trust in campaign \"spring\", segment \"new\"", StringComparison.Ordinal));

    [Fact]
    public void What_comes_back_is_said_to_do_so() =>
        AlertWords
            .Sentence(Notices.Raised() with { Type = "alert_recurred" })
            .ShouldStartWith("Again, in campaign \"spring\", segment \"new\" trust (61.4 of 100");

    [Fact]
    public void Subjects_are_one_short_line()
    {
        AlertWords.Subject(Notices.Raised()).ShouldBe("[critical] spring: trust falls while conversion rate holds");
        AlertWords.Subject(Notices.Raised(Notices.Alert(withCard: false))).ShouldBe("[critical] spring: trust falls while the figures hold");
        AlertWords.Subject(Notices.Raised(Notices.Alert(AlertKind.Silence))).ShouldBe("[critical] spring: customers have stopped answering");
        AlertWords.Subject(Notices.Changed("alert_snoozed", "snoozed")).ShouldBe("[critical] spring: snoozed by ada");
        AlertWords.Subject(Notices.Changed("alert_ended", "resolved", actor: "divergence-watch")).ShouldBe("[critical] spring: the fall is over");
        AlertWords.Subject(Notices.Raised(Notices.Alert(campaign: "a\r\nBcc: all@example.com"))).ShouldStartWith("[critical] a  Bcc: all@example.com:");
    }

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        AlertWords.Cut("abc", 3).ShouldBe("abc");
        AlertWords.Cut("abcd", 3).ShouldBe("ab…");
        AlertWords.Cut("a😀bc", 3).ShouldBe("a…");
    }
}
