using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>Drops the attributes outside of which the rate moved too: a scope explains a change if the rate moved within it and nowhere else.</summary>
/// <remarks>
/// What a wider scope adds to a narrower one has a shift, its rate after less its rate before, and so has all that lies outside of the wider one. The wider
/// scope is taken where what it adds moved by at least <see cref="Share"/> of the way from the shift outside to the shift of the narrower scope, or is empty.
/// </remarks>
internal static class Widening
{
    /// <summary>The share of the way. At a half, what moved by less than half as much as the worst part of a scope would be left out of it.</summary>
    public const double Share = 1.0 / 3;

    public static int Of(int scope, ScopeTable scopes, TwoPeriods[] counts, TwoPeriods whole, int sign)
    {
        while (true)
        {
            var wider = scopes
                .Wider(scope)
                .Select(parent => (Scope: parent, Moved: Moved(counts[scope], counts[parent], whole, sign)))
                .Where(parent => parent.Moved >= Share)
                .DefaultIfEmpty((Scope: scope, Moved: 0))
                .MaxBy(parent => parent.Moved)
                .Scope;
            if (wider == scope)
                return scope;
            scope = wider;
        }
    }

    // How far what the wider scope adds moved: 0 as what lies outside of both, 1 as the narrower scope.
    private static double Moved(TwoPeriods narrow, TwoPeriods wide, TwoPeriods whole, int sign)
    {
        var outside = Shift(whole - wide, whole);
        var way = Shift(narrow, whole) - outside;
        var added = wide - narrow;
        return added.TrialsAfter <= 0 || way * sign <= 0 ? 1 : (Shift(added, whole) - outside) / way;
    }

    private static double Shift(TwoPeriods part, TwoPeriods whole) =>
        part.TrialsAfter > 0 ? part.EventsAfter / part.TrialsAfter - ScopeScore.RateBefore(part, whole) : 0;
}
