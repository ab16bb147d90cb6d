namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

public sealed class AnswerScaleTests
{
    [Theory]
    [InlineData("[0, 10]", "0..10")]
    [InlineData("[0.0, 10.00]", "0..10")]
    [InlineData("[-1, 1]", "-1..1")]
    [InlineData("[0.5, 5]", "0.5..5")]
    [InlineData("[\"1/3\", 5]", "1/3..5")]
    public void Ends_are_equal_however_they_were_written(string stored, string scale) => AnswerScale.Parse(stored)!.Value.ToString().ShouldBe(scale);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("\"0..10\"")]
    [InlineData("null")]
    public void What_has_another_form_is_no_scale(string stored) => AnswerScale.Parse(stored).ShouldBeNull();
}
