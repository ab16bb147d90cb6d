using System.Globalization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Kpis;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Instruments;

/// <summary>The file form of <see cref="DeclaredInstruments"/>, every rule of it checked.</summary>
internal static class InstrumentsYaml
{
    private const int Most = 50;
    private const int MostItems = 20;
    private const int FurthestEnd = 1_000;
    private const int LongestText = 500;

    public static DeclaredInstruments Read(string yaml)
    {
        var file = StrictYaml.Root(yaml);
        StrictYaml[] entries = [.. file.List("instruments")];
        if (entries.Length > Most)
            throw file.Broken("instruments", $"names {entries.Length}, and a workspace has at most {Most}", "Leave out those that nobody reads.");
        Instrument[] all = [.. entries.Select(Entry)];
        file.NothingElse();
        if (all.CountBy(one => one.Kpi.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Value > 1) is { Key: { } twice })
            throw file.Broken("instruments", $"names `{twice}` more than once", "Keep one of the entries.");

        var ofOthers = all.Where(one => one.Items.All(item => item.Question != one.Kpi.Name)).Select(one => one.Kpi.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (one, entry) in all.Zip(entries))
        {
            if (one.Items.FirstOrDefault(item => item.Question != one.Kpi.Name && ofOthers.Contains(item.Question)) is { } nested)
                throw entry.Broken("items", $"names `{nested.Question}`, which is no question but an instrument of others", "Name the questions themselves.");
        }

        return new(all);
    }

    private static Instrument Entry(StrictYaml entry)
    {
        var kpi = Named(entry);
        var kind = Kind(entry);
        var definition = Definition(entry, kind);
        CheckName(entry, kpi, kind, definition);
        var items = Items(entry, kpi, kind, definition);
        Wording[] wordings = [.. entry.List("wordings").Select(wording => Worded(wording, items))];
        entry.NothingElse();
        return new(kpi, kind, definition, items, [.. wordings.OrderBy(wording => wording.From)]);
    }

    private static Kpi Named(StrictYaml entry)
    {
        var name = entry.RequiredText("kpi");
        if (!Kpi.IsName(name))
            throw entry.Broken("kpi", $"must be a name in snake case, not `{name}`", "Write lower-case letters, digits and underscores, such as trust.");
        var kpi = Kpi.Named(name);
        return kpi.Side == Side.Emotion && kpi != Kpi.Sentiment
            ? kpi
            : throw entry.Broken("kpi", $"is not asked: `{name}` is read from what customers do or write", "Take a name of your own, such as felt_value.");
    }

    private static InstrumentKind Kind(StrictYaml entry)
    {
        var text = entry.RequiredText("kind");
        foreach (var kind in Enum.GetValues<InstrumentKind>())
        {
            if (InstrumentNames.Of(kind) == text)
                return kind;
        }

        throw entry.Broken(
            "kind",
            $"must be one of {string.Join(", ", Enum.GetValues<InstrumentKind>().Select(InstrumentNames.Of))}, not `{text}`",
            "Write one of them."
        );
    }

    private static ReadAs[] Definitions(InstrumentKind kind) =>
        kind switch
        {
            InstrumentKind.Nps => [ReadAs.Net],
            InstrumentKind.Csat => [ReadAs.TopTwo, ReadAs.Mean],
            InstrumentKind.Ces => [ReadAs.Effort, ReadAs.Ease],
            _ => [ReadAs.Mean],
        };

    // Where a kind has two definitions, the document says which: they are different figures.
    private static ReadAs Definition(StrictYaml entry, InstrumentKind kind)
    {
        var known = Definitions(kind);
        var names = string.Join(" or ", known.Select(one => $"`{InstrumentNames.Of(one)}`"));
        if (entry.Text("definition") is not { } text)
            return known is [var only]
                ? only
                : throw entry.Broken("definition", $"is missing: {InstrumentNames.Of(kind)} has several", $"Write `definition:` with {names}.");
        foreach (var one in known)
        {
            if (InstrumentNames.Of(one) == text)
                return one;
        }

        throw entry.Broken("definition", $"must be {names} for {InstrumentNames.Of(kind)}, not `{text}`", "Write one of them.");
    }

    // The names whose figure or direction is fixed: loyalty is a net score, and less effort is better.
    private static void CheckName(StrictYaml entry, Kpi kpi, InstrumentKind kind, ReadAs definition)
    {
        if (kind == InstrumentKind.Nps != (kpi == Kpi.Loyalty))
            throw entry.Broken(
                "kpi",
                kind == InstrumentKind.Nps ? "must be `loyalty` for nps, the one KPI that is a net score" : "is a net score, which nps alone gives",
                kind == InstrumentKind.Nps
                    ? "Write `kpi: loyalty`, and the name under which the question is answered among `items`."
                    : "Write `kind: nps`, or take another name."
            );
        if (definition == ReadAs.Effort != (kpi == Kpi.Effort) && (kind == InstrumentKind.Ces || kpi == Kpi.Effort))
            throw entry.Broken(
                "kpi",
                definition == ReadAs.Effort
                    ? "must be `effort` for that definition, since less is better"
                    : "is better when lower, which that definition is not",
                definition == ReadAs.Effort ? "Write `kpi: effort`." : "Take another name, such as ease."
            );
    }

    private static InstrumentItem[] Items(StrictYaml entry, Kpi kpi, InstrumentKind kind, ReadAs definition)
    {
        var listed = entry.List("items").ToArray();
        if (listed.Length > MostItems)
            throw entry.Broken("items", $"names {listed.Length}, and an instrument has at most {MostItems}", "Divide it into several instruments.");
        if (listed.Length == 0 == (entry.Texts("scale") is null))
            throw entry.Broken(
                "scale",
                listed.Length == 0 ? "is missing" : "stands beside `items`, which have scales of their own",
                listed.Length == 0 ? "Add `scale: [1, 5]`, or `items` with a scale each." : "Remove one of the two."
            );
        InstrumentItem[] items =
            listed.Length == 0 ? [Item(entry, kpi.Name, kind, definition, false)] : [.. listed.Select(item => Listed(item, kind, definition))];
        if (items.Length > 1 && kind is not (InstrumentKind.Likert or InstrumentKind.Construct))
            throw entry.Broken("items", $"names several questions, and {InstrumentNames.Of(kind)} is one", "Declare each by itself, or a construct of them.");
        if (kind == InstrumentKind.Construct && items.Length < 2)
            throw entry.Broken("items", "names one question, and a construct is made of several", "Add another, or write the question's own kind.");
        if (kind == InstrumentKind.Likert && items.Select(item => item.Scale).Distinct(StringComparer.Ordinal).Skip(1).Any())
            throw entry.Broken("items", "have several scales", "Statements of one Likert scale have one; write `kind: construct` where they are to be mixed.");
        return items.Select(item => (item.Question, item.Low, item.High)).Distinct().Count() == items.Length
            ? items
            : throw entry.Broken("items", "name one question on one scale twice", "Keep one of them.");
    }

    private static InstrumentItem Listed(StrictYaml entry, InstrumentKind kind, ReadAs definition)
    {
        var question = entry.RequiredText("question");
        if (!Kpi.IsName(question))
            throw entry.Broken("question", $"must be a name in snake case, not `{question}`", "Write it as the signals' `kpi` does, such as recommend.");
        var item = Item(entry, question, kind, definition, entry.Flag("reversed") ?? false);
        entry.NothingElse();
        return item;
    }

    private static InstrumentItem Item(StrictYaml entry, string question, InstrumentKind kind, ReadAs definition, bool isReversed)
    {
        int[] ends = [.. (entry.Texts("scale") ?? []).Select(End)];
        if (ends is not [var low, var high] || low >= high)
            throw entry.Broken("scale", "must be the lowest and the highest answer", "Write it as `scale: [1, 5]`.");
        if (isReversed && definition is ReadAs.Net or ReadAs.TopTwo)
            throw entry.Broken("reversed", "has no meaning for a share of answers", "Remove it, or read the mean.");
        var (least, most) = kind switch
        {
            InstrumentKind.YesNo => (2, 2),
            InstrumentKind.Construct => (2, int.MaxValue),
            _ => (3, int.MaxValue),
        };
        var item = new InstrumentItem(question, low, high, isReversed);
        if (kind == InstrumentKind.Nps && item is not { Low: 0, High: 10 })
            throw entry.Broken("scale", "must be [0, 10] for nps, which is defined on it", "Write `scale: [0, 10]`, or another kind.");
        return item.Answers >= least && item.Answers <= most
            ? item
            : throw entry.Broken(
                "scale",
                $"has {item.Answers} answers, and {InstrumentNames.Of(kind)} has {(most == least ? $"{least}" : $"at least {least}")}",
                least == 2 ? "Write `scale: [0, 1]`, or another kind." : "Write `kind: yes_no` for two answers."
            );

        int End(string text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var end) && Math.Abs(end) <= FurthestEnd
                ? end
                : throw entry.Broken("scale", $"must be whole numbers from -{FurthestEnd} to {FurthestEnd}, not `{text}`", "Write it as `scale: [1, 5]`.");
    }

    private static Wording Worded(StrictYaml entry, InstrumentItem[] items)
    {
        var from = entry.RequiredText("from");
        if (!LocalDatePattern.Iso.Parse(from).TryGetValue(LocalDate.MinIsoValue, out var day))
            throw entry.Broken("from", $"must be a date, not `{from}`", "Write it as 2026-03-01: the first day on which the words were asked.");
        var text = entry.RequiredText("text");
        if (text.Length > LongestText)
            throw entry.Broken("text", $"has {text.Length} characters, and at most {LongestText} are kept", "Shorten it.");
        var question = entry.Text("question");
        if (question is not null && items.All(item => item.Question != question))
            throw entry.Broken("question", $"is none of the instrument's: `{question}`", "Name one of them, or leave the key out for all.");
        entry.NothingElse();
        return new(day, text, question);
    }
}
