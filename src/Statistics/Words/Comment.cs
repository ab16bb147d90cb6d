namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>What a respondent wrote.</summary>
/// <param name="Respondent">The number of the respondent, of whom there may be several comments.</param>
/// <param name="After">Whether the comment is of the second period.</param>
/// <param name="Stratum">The number of the segment, service or channel that the respondent was asked about; 0 where there is one only.</param>
/// <param name="Text">In a language that separates words by spaces; stop words are known of English alone. A blank one is no comment.</param>
public readonly record struct Comment(int Respondent, bool After, int Stratum, string Text);
