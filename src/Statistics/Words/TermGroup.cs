namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>Terms that rose and are said in the same comments.</summary>
/// <param name="Terms">The surest first.</param>
/// <param name="Before">Respondents who said at least one of the terms before.</param>
/// <param name="After">The same after.</param>
/// <param name="Comments">The places of all comments that carry at least one of the terms, in the list that was given, ascending.</param>
public sealed record TermGroup(IReadOnlyList<RisenTerm> Terms, long Before, long After, IReadOnlyList<int> Comments);

/// <summary>A term that rose.</summary>
/// <param name="Text">A word in lower case, or two words that follow each other in a sentence once stop words are dropped, with a space between.</param>
/// <param name="Before">Respondents who said it before.</param>
/// <param name="After">Respondents who said it after.</param>
/// <param name="P">The probability of such a rise by chance (<see cref="RiseTest"/>).</param>
/// <param name="Q">The share of wrong terms among those that rise at least as surely (<see cref="BenjaminiHochberg"/>).</param>
/// <param name="Comments">The places of the comments that carry it, in the list that was given, ascending.</param>
public sealed record RisenTerm(string Text, long Before, long After, double P, double Q, IReadOnlyList<int> Comments);
