namespace CustomerPerformanceTracker.Statistics.Tests.Sentiment;

public sealed class PythonRoundTests
{
    [Theory]
    [InlineData(0.0625, 3, 0.062)] // a tie, to the even one
    [InlineData(0.1875, 3, 0.188)]
    [InlineData(-0.0625, 3, -0.062)]
    [InlineData(2.675, 2, 2.67)] // 2.67499999999999982236431605997495353221893310546875
    [InlineData(1.005, 2, 1.0)] // 1.00499999999999989341858963598497211933135986328125
    [InlineData(0.285, 2, 0.28)] // 0.284999999999999975575093458246556110680103302001953125
    [InlineData(0.0115, 3, 0.011)] // 0.01149999999999999945...: .0115 * 1000 is 11.5 in doubles
    [InlineData(0.0345, 3, 0.035)] // 0.03450000000000000316...: .0345 * 1000 is 34.5
    [InlineData(0.6597, 4, 0.6597)]
    public void The_exact_value_of_the_double_is_rounded(double value, int places, double rounded) => PythonRound.Places(value, places).ShouldBe(rounded);
}
