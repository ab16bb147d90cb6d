using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Customers;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A customer as a person reads it in a terminal.</summary>
internal static class CustomerText
{
    public const int ActsShown = 20;

    public static void Print(CustomerState state, bool all)
    {
        Console.WriteLine(Output.Paragraph($"Customer {string.Join(" and ", state.Numbers)}: {string.Join(", ", Facts(state))}."));
        foreach (var answer in state.LastAnswers)
            Console.WriteLine(Output.Item("  ", $"last answer on {KpiText.Words(answer.Kpi!)}: {Score(answer)}, {Dates.Iso(answer.Day)}"));
        var shown = all ? state.Acts : [.. state.Acts.TakeLast(ActsShown)];
        Console.WriteLine(shown.Count < state.Acts.Count ? $"The last {shown.Count:N0} of {state.Acts.Count:N0} acts:" : "All acts:");
        foreach (var act in shown)
            Console.WriteLine(Output.Item("  ", $"{Dates.Iso(act.Day)}  {Told(act)}"));
    }

    private static IEnumerable<string> Facts(CustomerState state)
    {
        yield return state.Orders == 0 ? "no order" : Number(state.Orders, "order", "orders");
        if (state is { FirstOrder: { } first, LastOrder: { } last })
            yield return first.Day == last.Day ? $"on {Dates.Iso(first.Day)}" : $"from {Dates.Iso(first.Day)} to {Dates.Iso(last.Day)}";
        foreach (var money in state.Money)
            yield return $"{Amount(money.Bought, money.Currency)} paid{(money.Refunded == 0 ? "" : $" and {Amount(money.Refunded, money.Currency)} refunded")}";
        if (state.Contacts > 0)
            yield return Number(state.Contacts, "contact", "contacts");
        if (state.FirstTouch is { } touch)
            yield return $"first seen on {Dates.Iso(touch.Day)}";
        foreach (var (what, value) in ((string, string?)[])[("channel", state.Last(act => act.Channel)), ("segment", state.Last(act => act.Segment))])
        {
            if (value is not null)
                yield return $"last {what} {PlainText.Clean(value)}";
        }

        if (state.Left is { } left)
            yield return $"cancelled on {Dates.Iso(left.Day)}";
    }

    private static string Told(CustomerAct act)
    {
        var what = act.IsAnswer ? $"{KpiText.Words(act.Kpi!)} {Score(act)}" : SignalKinds.NameOf(act.Kind).Replace('_', ' ');
        var money = act is { Amount: { } amount, Currency: { } currency } ? $" {Amount(amount, currency)}" : "";
        string?[] where = [act.Campaign, act.Message, act.Touchpoint, act.Channel, act.Segment, act.Team is null ? null : $"team {act.Team}"];
        return $"{what}{money}{(act.Count == 1 ? "" : $", {act.Count:N0} times")}: {PlainText.Clean(string.Join(", ", where.Where(part => part is not null)))}";
    }

    private static string Score(CustomerAct answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{answer.Score / 100.0:0.#} of 100{(answer.Scale is { } scale ? $" (asked on {scale})" : "")}");

    private static string Amount(long minor, string currency)
    {
        var unit = Currency.Find(currency)!;
        return $"{(minor / unit.MinorUnits).ToString($"N{unit.Decimals}", CultureInfo.InvariantCulture)} {currency}";
    }

    private static string Number(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
