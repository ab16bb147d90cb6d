namespace CustomerPerformanceTracker.Statistics.Tests.LostTrust;

/// <summary>Tables of answers from histories of purchases: one answer a customer, at one of the customer's purchases.</summary>
internal static class BuyersAnswers
{
    /// <summary>An answer at the purchase with this place in the history.</summary>
    public sealed record Anchor(PurchaseHistory History, int Place, bool FeltWorse, int Channel = 0)
    {
        public PurchaseDay Touch => History.Days[Place];

        public double? Since => Place > 0 ? Touch.Day - History.Days[Place - 1].Day : null;

        public double Tenure => Touch.Day - History.First;
    }

    /// <param name="money">Whether money is counted, or purchases.</param>
    /// <param name="last">The last day that is known; what is bought in the days after a touch is known where these end by then.</param>
    public static AnswerTable Table(IReadOnlyList<Anchor> anchors, int days, int last, bool money) =>
        new(
            [.. anchors.Select(one => one.FeltWorse)],
            [.. anchors.Select(one => one.Touch.Day + days > last ? null : Bought(one.History.Between(one.Touch.Day, one.Touch.Day + days), money))],
            [
                CovariateGroup.History(
                    [.. anchors.Select(one => one.Place + 1.0)],
                    [.. anchors.Select(one => one.Since)],
                    [.. anchors.Select(one => one.Tenure)]
                ),
                CovariateGroup.Money([.. anchors.Select(one => one.History.Days.Take(one.Place + 1).Average(day => day.Amount))]),
                CovariateGroup.Channel([.. anchors.Select(one => one.Channel)]),
                CovariateGroup.Time([.. anchors.Select(one => (double)one.Touch.Day)]),
            ]
        );

    private static double? Bought((int Purchases, double Money) later, bool money) => money ? later.Money : later.Purchases;
}
