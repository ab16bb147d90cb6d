using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CustomerPerformanceTracker.Intake.Accounts;
using CustomerPerformanceTracker.Log;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake;

/// <summary>The form of an import's counts and account in answers and in the journal. Amounts are exact decimals, as text.</summary>
public static class ImportJson
{
    /// <summary>Campaigns of a rule that are named; their number is told in any case.</summary>
    private const int MostCampaigns = 100;

    public static void WriteCounts(Utf8JsonWriter json, ImportSummary summary)
    {
        json.WriteNumber("read", summary.Read);
        json.WriteNumber("accepted", summary.Accepted);
        json.WriteNumber("duplicate", summary.Duplicate);
        json.WriteNumber("conflict", summary.Conflict);
        json.WriteNumber("repeated", summary.Repeated);
        json.WriteNumber("rejected", summary.Rejected);
        WriteLines(json, summary);
        if (summary is { FirstSeal: { } first, LastSeal: { } last })
        {
            json.WriteStartObject("seals");
            json.WriteNumber("from", first);
            json.WriteNumber("to", last);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("seals");
        }

        json.WriteBoolean("complete", summary.Complete);
    }

    /// <param name="withTexts">Whether what stands in the source goes along: reasons of rejects, which quote it, and texts that nearly matched.</param>
    public static void WriteAccount(Utf8JsonWriter json, ImportAccount account, bool withTexts)
    {
        json.WriteStartObject("account");
        WriteList(json, "rules", account.Rules, WriteRule);
        WriteList(json, "columns", account.Columns, (json, column) =>
        {
            json.WriteString("column", column.Name);
            json.WriteNumber("rows", column.Asked);
            json.WriteNumber("empty", column.Empty);
            json.WriteNumber("absent", column.Absent);
        });
        WriteList(json, "rejects", account.Rejects, (json, group) =>
        {
            json.WriteString("field", group.Field);
            json.WriteString("code", group.Code);
            json.WriteNumber("rows", group.Rows);
            json.WriteNumber("firstLine", group.FirstLine);
            if (!withTexts)
                return;
            json.WriteString("example", group.Example);
            json.WriteString("remedy", group.Remedy);
        });
        json.WriteNumber("silentRows", account.SilentRows);
        if (withTexts)
        {
            WriteList(json, "findings", AccountFindings.Of(account), (json, finding) =>
            {
                json.WriteBoolean("doubt", finding.IsDoubt);
                json.WriteString("what", finding.What);
            });
        }

        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, ImportSummary summary)
    {
        json.WriteStartArray("conflictLines");
        foreach (var line in summary.ConflictLines)
            json.WriteNumberValue(line);
        json.WriteEndArray();
        WriteList(json, "repetitions", summary.Repetitions, (json, repetition) =>
        {
            json.WriteNumber("line", repetition.Line);
            json.WriteNumber("firstLine", repetition.FirstLine);
            json.WriteBoolean("same", repetition.Same);
        });
    }

    private static void WriteRule(Utf8JsonWriter json, RuleAccount rule)
    {
        if (rule.Rule is { } number)
            json.WriteNumber("rule", number);
        json.WriteString("type", rule.Type);
        json.WriteString("kpi", rule.Kpi);
        json.WriteNumber("signals", rule.Signals);
        json.WriteNumber("new", rule.New);
        json.WriteNumber("count", (decimal)rule.Count);
        WriteList(json, "amounts", rule.Amounts, (json, sum) =>
        {
            json.WriteString("currency", sum.Currency);
            json.WriteString("amount", Major(sum));
        });
        if (rule.Mean is { } mean)
            json.WriteNumber("mean", mean);
        else
            json.WriteNull("mean");
        json.WriteString("first", rule.First is { } first ? LocalDatePattern.Iso.Format(first) : null);
        json.WriteString("last", rule.Last is { } last ? LocalDatePattern.Iso.Format(last) : null);
        json.WriteNumber("campaignCount", rule.Campaigns.Count);
        json.WriteStartArray("campaigns");
        foreach (var campaign in rule.Campaigns.Take(MostCampaigns))
            json.WriteStringValue(campaign);
        json.WriteEndArray();
    }

    /// <summary>A sum in major units, with as many decimals as the currency has.</summary>
    public static string Major(CurrencySum sum)
    {
        var digits = BigInteger.Abs(sum.Minor).ToString(CultureInfo.InvariantCulture).PadLeft(sum.Decimals + 1, '0');
        return sum.Decimals == 0 ? digits : $"{digits[..^sum.Decimals]}.{digits[^sum.Decimals..]}";
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
