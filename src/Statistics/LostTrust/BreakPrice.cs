using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// Exposed customers times the rise of the share that feels worse, adjusted to the covariates of those who answered after the break, times the loss of one
/// who feels worse.
/// </summary>
/// <remarks>
/// The variance is (E d)^2 se_l^2 + (E l)^2 se_d^2 to the first order, with E exposed customers, d the rise and l the loss; the interval is that of a
/// product of two estimates, which is skewed (<see cref="Product"/>). The rise is an <see cref="AdjustedContrast"/> of the answers after against those
/// before, by all covariates but calendar time. The loss is adjusted for the break too, so that a season which begins with the break is not taken for a
/// loss, and carried to those who felt worse after it (<see cref="CarriedLoss"/>).
/// </remarks>
/// <param name="Price">In the unit of what was bought, over the exposed customers, in as many days after a touch as the answers were followed.</param>
/// <param name="Exposed">Customers who were exposed to what came with the break.</param>
/// <param name="Rise">The rise of the share that feels worse, -1 to 1.</param>
/// <param name="LossAfter">The loss of one customer who felt worse after the break.</param>
/// <param name="Loss">The loss of one customer who felt worse in either period, with what it rests on.</param>
/// <param name="AnswersBefore">Answers before the break.</param>
/// <param name="AnswersAfter">Answers from the break on.</param>
public sealed record BreakPrice(Estimate Price, long Exposed, Estimate Rise, Estimate LossAfter, LossFigures Loss, long AnswersBefore, long AnswersAfter);
