using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>How a look at one part of an installation tells what it found.</summary>
internal static class Looking
{
    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss'Z'");

    public static DoctorFindingView Well(string what, string figure, long? number = null, string? of = null) =>
        new(what, of, DoctorFindingView.Well, figure, number, Remedy: null);

    public static DoctorFindingView Attention(string what, string figure, string remedy, long? number = null, string? of = null) =>
        new(what, of, DoctorFindingView.Attention, figure, number, remedy);

    public static DoctorFindingView NotLookedAt(string what, string why, string remedy) =>
        new(what, Of: null, DoctorFindingView.NotLookedAt, why, Number: null, remedy);

    public static string Time(Instant time) => Second.Format(time);

    /// <summary>A time as the log has it, in microseconds since 1970.</summary>
    public static string Time(long microseconds) => Second.Format(Instant.FromUnixTimeTicks(microseconds * 10));

    /// <summary>A count with its noun, which takes an s behind any number but one.</summary>
    public static string Count(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
