using CustomerPerformanceTracker.Server.Delivery.Sinks;
using CustomerPerformanceTracker.Tracker.Alerts;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

public sealed class AlertWordsTests
{
    [Fact]
    public void A_divergence_says_what_fell_what_held_where_and_since_when() =>
        AlertWords.Sentence(Notices.Raised()).ShouldBe(
            "In campaign \"spring\", segment \"new\" trust (61.4 of 100, 12.5 points less than in the window before, 1,204 answers) and effort (48.0 of 100, 4.5 points more than in the window before, 800 answers) "
            + "got worse from about 2025-03-04 on, while conversion rate (12.7 %, 2.7 points more than in the window before) and visits (26,000, 100 less than in the window before) held or rose. "
            + "Below 74.5 of 100 it counts as a fall.");

    [Fact]
    public void Without_a_scorecard_it_says_what_is_known() =>
        AlertWords.Sentence(Notices.Raised(Notices.Alert(withCard: false))).ShouldBe(
            "In campaign \"spring\", segment \"new\" what customers feel got worse from about 2025-03-04 on, while the figures held or rose. Below 74.5 of 100 it counts as a fall.");

    [Fact]
    public void A_silence_says_since_when_nobody_answers() =>
        AlertWords.Sentence(Notices.Raised(Notices.Alert(AlertKind.Silence))).ShouldBe(
            "In campaign \"spring\", segment \"new\" customers have stopped answering since 2025-03-04, while everything else goes on. How they feel is not known.");

    [Theory]
    [InlineData("alert_acknowledged", "acknowledged", "ada acknowledged the alert of 2025-03-12 on campaign \"spring\", segment \"new\": the copy of the landing page was changed")]
    [InlineData("alert_resolved.v1", "resolved", "ada resolved the alert of 2025-03-12 on campaign \"spring\", segment \"new\": the copy of the landing page was changed")]
    public void A_later_change_says_who_did_what_and_why(string type, string state, string sentence) => AlertWords.Sentence(Notices.Changed(type, state)).ShouldBe(sentence);

    [Fact]
    public void Subjects_are_one_short_line()
    {
        AlertWords.Subject(Notices.Raised()).ShouldBe("[critical] spring: trust falls while conversion rate holds");
        AlertWords.Subject(Notices.Raised(Notices.Alert(withCard: false))).ShouldBe("[critical] spring: what customers feel gets worse while the figures hold");
        AlertWords.Subject(Notices.Raised(Notices.Alert(AlertKind.Silence))).ShouldBe("[critical] spring: customers have stopped answering");
        AlertWords.Subject(Notices.Changed("alert_snoozed", "snoozed")).ShouldBe("[critical] spring: snoozed by ada");
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
