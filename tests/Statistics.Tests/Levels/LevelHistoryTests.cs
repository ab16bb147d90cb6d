using static CustomerPerformanceTracker.Statistics.Tests.Levels.Courses;

namespace CustomerPerformanceTracker.Statistics.Tests.Levels;

public sealed class LevelHistoryTests
{
    private const int Break = 150;

    [Theory]
    [InlineData(170)]
    [InlineData(200)]
    [InlineData(500)]
    public void Fall_that_nobody_repaired_stays_a_fall_however_long_ago(int at)
    {
        var reading = Read(at, day => day < Break ? 0.78 : 0.68);

        reading.Yardstick!.Rate.ShouldBe(0.78, 0.01);
        reading.Yardstick.To.ShouldBeInRange(Break - 10, Break + 3);
        reading.Since!.Value.ShouldBeInRange(Break - 9, Break + 4);
        reading.Comparison!.Value.PValue.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Repair_returns_to_the_level_of_before_by_itself()
    {
        var reading = Read(at: 290, day => day is >= Break and < Break + 60 ? 0.68 : 0.78);

        reading.Yardstick!.Rate.ShouldBe(0.78, 0.01);
        reading.Comparison!.Value.PValue.ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Gain_that_stood_is_the_norm_and_what_is_left_of_it_is_a_fall()
    {
        static double Gained(int day) =>
            day < Break ? 0.7
            : day < Break + 100 ? 0.8
            : 0.74;

        Read(at: Break + 90, Gained).Yardstick!.Rate.ShouldBe(0.8, 0.01);
        var lost = Read(at: Break + 140, Gained);
        lost.Yardstick!.Rate.ShouldBe(0.8, 0.01);
        lost.Comparison!.Value.Difference.ShouldBe(-0.06, 0.02);
    }

    [Fact]
    public void Week_of_guests_sets_no_level()
    {
        var reading = Read(at: Break + 60, day => day is >= Break and < Break + 10 ? 0.9 : 0.75);

        reading.Yardstick!.Rate.ShouldBe(0.75, 0.01);
    }

    [Fact]
    public void Accepted_level_is_what_is_held_against_from_its_first_day_on()
    {
        var days = Days(new Draws(7), 260, 100, day => day < Break ? 0.78 : 0.68);

        var reading = LevelHistory.Read(days, FourWeeksTo(250) with { Accepted = (Break, Break + 30) })!;

        reading.Yardstick!.From.ShouldBe(Break);
        reading.Yardstick.Rate.ShouldBe(0.68, 0.015);
        reading.Comparison!.Value.PValue.ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Break_inside_the_window_is_read_from_its_first_day()
    {
        var reading = Read(at: Break + 13, day => day < Break ? 0.78 : 0.68);

        reading.Now.From.ShouldBeInRange(Break - 2, Break + 3);
        reading.Now.Rate.ShouldBe(0.68, 0.03);
    }

    [Fact]
    public void Without_a_level_that_stood_all_days_before_are_the_yardstick()
    {
        var days = Days(new Draws(3), 45, 100, _ => 0.7);

        var reading = LevelHistory.Read(days, FourWeeksTo(44))!;

        (reading.StoodAsLevel, reading.Yardstick!.From, reading.Yardstick.To).ShouldBe((false, 0, 16));
        LevelHistory.Read(days[17..], FourWeeksTo(44))!.Yardstick.ShouldBeNull();
        LevelHistory.Read(days, FourWeeksTo(100)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.04, 0)]
    [InlineData(0.03, 0.7)]
    public void Steady_days_are_seldom_said_to_have_moved(double scatter, double memory)
    {
        var draws = new Draws(20_261_128);

        var wrong = Enumerable
            .Range(0, 120)
            .Count(_ =>
            {
                var course = draws.Autocorrelated(300, memory, () => scatter * Math.Sqrt(1 - (memory * memory)) * draws.Gaussian());
                var days = Days(draws, 300, 200, day => Math.Clamp(0.75 + course[day], 0.02, 0.98));
                return LevelHistory.Read(days, FourWeeksTo(299))!.Comparison!.Value.PValue < 0.02;
            });

        wrong.ShouldBeLessThanOrEqualTo(10, "at two in a hundred, ten of 120 come by chance once in ten thousand times");
    }

    private static LevelReading Read(int at, Func<int, double> share) => LevelHistory.Read(Days(new Draws(11), at + 1, 100, share), FourWeeksTo(at))!;
}
