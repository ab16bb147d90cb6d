using System.Numerics;
using CustomerPerformanceTracker.Intake.Values;
using FsCheck;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class Exactness
{
    [Theory]
    [InlineData("4", "1", "5", 7500)]
    [InlineData("9", "0", "10", 9000)]
    [InlineData("-0.42", "-1", "1", 2900)]
    [InlineData("1", "0", "3", 3333)]
    [InlineData("2", "0", "3", 6667)]
    [InlineData("0.00005", "0", "1", 0)]
    [InlineData("0.00015", "0", "1", 2)]
    [InlineData("0.00025", "0", "1", 2)]
    [InlineData("0.000250000000000000000000000000000000001", "0", "1", 3)]
    [InlineData("0.00024999999999999999999999999999999999", "0", "1", 2)]
    [InlineData("3.2456789012345678e-09", "-1", "1", 5000)]
    [InlineData("-1", "-1", "1", 0)]
    [InlineData("1e2", "0", "100", 10000)]
    public void A_score_is_rounded_half_to_even_from_its_exact_value(string score, string min, string max, int points) =>
        Score.BasisPoints(Number(score), Number(min), Number(max)).ShouldBe(points);

    [Fact]
    public void A_score_is_the_nearest_basis_point_of_its_scale()
    {
        // round((s - a) / (b - a) * 10,000) in integers: the remainder never exceeds half of the divisor.
        Prop.ForAll(
                ArbMap.Default.ArbFor<(int, int, uint)>(),
                sample =>
                {
                    var (score, other, places) = (Math.Min(sample.Item1, sample.Item2), Math.Max(sample.Item1, sample.Item2), (int)(sample.Item3 % 12));
                    var (min, max) = ((BigInteger)int.MinValue - 1, (BigInteger)other + 1);
                    var points = Score.BasisPoints(At(score, places), At(min, places), At(max, places));
                    var error = BigInteger.Abs(((score - min) * 10_000) - (points * (max - min)));
                    return error * 2 <= max - min;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(17, 29));

        static Fraction At(BigInteger units, int places) => Fraction.Whole(units) / Fraction.Whole(BigInteger.Pow(10, places));
    }

    [Theory]
    [InlineData("49.90", "EUR", 4990)]
    [InlineData("49.9000", "EUR", 4990)]
    [InlineData("0", "EUR", 0)]
    [InlineData("1200", "JPY", 1200)]
    [InlineData("1.234", "BHD", 1234)]
    [InlineData("1.2345", "CLF", 12345)]
    [InlineData("10000000000000.00", "USD", IntakeLimits.AmountMinorUnits)]
    [InlineData("1.5e1", "USD", 1500)]
    [InlineData("0.07", "USD", 7)]
    public async Task An_amount_becomes_minor_units_without_rounding(string amount, string currency, long minor)
    {
        var line = $$"""{"id":"a","type":"conversion","occurredAt":"2025-03-01T00:00:00Z","campaign":"c","amount":{0},"currency":"{{currency}}"}""";

        var results = await Reading.Native(line.Replace("{0}", amount) + "\n" + line.Replace("{0}", $"\"{amount}\""));

        results.Signals().Select(s => s.Amount).ShouldBe([minor, minor]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1e101")]
    [InlineData("0x10")]
    [InlineData("1 000")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("٣")]
    public void What_is_no_decimal_number_is_not_read_as_one(string text) => Fraction.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_number_of_any_length_reads_back_as_written()
    {
        var random = new Random(20250301);
        for (var i = 0; i < 2_000; i++)
        {
            var digits = new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)('0' + random.Next(10)))]);
            var decimals = random.Next(0, digits.Length);
            var whole = BigInteger.Parse(digits);
            var text = (random.Next(2) == 0 ? "-" : "") + (decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}");

            Number(text).TryScale(decimals, out var units).ShouldBeTrue(text);

            units.ShouldBe(text[0] == '-' ? -whole : whole, text);
        }
    }

    [Theory]
    [InlineData("1", "2", 0)]
    [InlineData("3", "2", 2)]
    [InlineData("5", "2", 2)]
    [InlineData("-1", "2", 0)]
    [InlineData("-3", "2", -2)]
    [InlineData("7", "3", 2)]
    [InlineData("8", "3", 3)]
    [InlineData("-8", "3", -3)]
    public void A_half_goes_to_the_even_side(string numerator, string denominator, int rounded) =>
        (Number(numerator) / Number(denominator)).RoundHalfToEven().ShouldBe(rounded);

    private static Fraction Number(string text) =>
        Fraction.TryParse(Encoding.ASCII.GetBytes(text), out var number) ? number : throw new ArgumentException($"'{text}' is no number", nameof(text));
}
