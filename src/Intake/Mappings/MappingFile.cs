using System.Globalization;
using CustomerPerformanceTracker.Log;
using YamlDotNet.RepresentationModel;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>Turns a mapping file into a <see cref="Mapping"/>. Whatever can be known to be wrong without a row is told here, with its line.</summary>
internal sealed class MappingFile
{
    private static readonly string[] SignalKeys =
    [
        "id",
        "type",
        "time",
        "receivedAt",
        "campaign",
        "message",
        "touchpoint",
        "channel",
        "segment",
        "customer",
        "kpi",
        "score",
        "scale",
        "count",
        "amount",
        "currency",
        "corrects",
        "comment",
        "order",
        "when",
        "attributes",
    ];

    private static readonly TextField[] TextFields =
    [
        TextField.Id,
        TextField.Type,
        TextField.Campaign,
        TextField.Message,
        TextField.Touchpoint,
        TextField.Channel,
        TextField.Segment,
        TextField.Customer,
        TextField.Kpi,
        TextField.Currency,
        TextField.Corrects,
        TextField.Comment,
    ];

    private readonly ColumnSet columns = new();

    /// <param name="kept">The mapping is one that rows were kept with, perhaps by a release that took the line for the identity where the file said
    /// nothing.</param>
    public static Mapping Parse(string yaml, bool kept) => new(new MappingFile().Read(YamlMap.Load(yaml), kept), yaml);

    private MappingShape Read(YamlNode root, bool kept)
    {
        var file = new YamlMap(root, "a mapping file", "format", "delimiter", "header", "skip", "time", "receivedAt", "currency", "identity", "signals");
        var format = file.Parse("format", Format);
        var time = file.Find("time") is { } node ? Time(node, null) : null;
        var received = file.Find("receivedAt") is { } other ? Time(other, time) : null;
        var currency = file.Has("currency") ? Field(file, "currency", TextField.Currency) : null;
        if (file.Find("signals") is not YamlSequenceNode { Children.Count: > 0 } signals)
            throw YamlMap.At(root, "'signals' is missing: a list of what a row gives");

        var shape = new MappingShape(
            format,
            Delimiter: file.Has("delimiter") ? file.Parse("delimiter", Delimiter)
                : format == SourceFormat.Tsv ? '\t'
                : ',',
            HeaderRow: file.Has("header") ? file.Parse("header", HeaderRow) : 1,
            SkippedRows: file.Texts("skip").Select(text => (long)Row(file, text)).ToHashSet(),
            IdentityByContent: file.Has("identity") ? file.Parse("identity", text => Identity(text, format)) : format == SourceFormat.Segment,
            Signals: [.. signals.Children.Select(child => Rule(child, time, received, currency, isEvent: format == SourceFormat.Segment))],
            Columns: columns.All
        );
        if (format is SourceFormat.Csv or SourceFormat.Tsv)
            CheckHeader(root, file, shape);
        else
            Told(root, () => JsonColumns.Check(shape.Columns));
        if (!kept)
            CheckIdentity(file, signals, shape);
        return shape;
    }

    /// <summary>A mapping that names its columns by number alone would take the first row for a header in silence.</summary>
    private static void CheckHeader(YamlNode root, YamlMap file, MappingShape shape)
    {
        var named = shape.Columns.FirstOrDefault(column => !CsvColumns.IsNumber(column.Name));
        if (shape.HeaderRow == MappingShape.NoHeader && named is not null)
            throw YamlMap.At(file.Node("header"), $"without a header a column has no name: say {{#1}} for the first instead of '{named.Name}'");
        if (!file.Has("header") && named is null && shape.Columns.Count > 0)
            throw YamlMap.At(root, "every column is named by its number, so say whether the first row is data (header: none) or names (header: 1)");
    }

    /// <summary>
    /// An earlier signal that every row gives under the same identity; conditions may keep two apart, so only signals without one are compared.
    /// </summary>
    private static int? TwinOf(int one, YamlSequenceNode signals, MappingShape shape)
    {
        for (var other = 0; other < one; other++)
        {
            if (shape.Signals[one].When is null && shape.Signals[other].When is null && Identity(signals.Children[other]) == Identity(signals.Children[one]))
                return other;
        }

        return null;
    }

    private static (string? Id, string? Campaign) Identity(YamlNode signal)
    {
        var rule = new YamlMap(signal, "a signal");
        return (rule.Text("id"), rule.Text("campaign"));
    }

    /// <summary>What tells two signals apart has to be said: an id, or that the content does, or the line.</summary>
    private static void CheckIdentity(YamlMap file, YamlSequenceNode signals, MappingShape shape)
    {
        for (var i = 0; i < shape.Signals.Count; i++)
        {
            var node = signals.Children[i];
            var id = shape.Signals[i].Texts.FirstOrDefault(text => text.Field.Place == Place.Id).Template;
            if (id is { Constant: { } constant })
                throw YamlMap.At(
                    node,
                    $"the id '{constant}' is the same for every row, so only the first would count: put a column into it, as \"{constant}-{{order}}\""
                );
            if (id is not null && TwinOf(i, signals, shape) is { } twin)
                throw YamlMap.At(
                    node,
                    $"this signal has the id and the campaign of signal {twin + 1}, so of each row only one would count: make their ids different"
                );
            if (id is null && !file.Has("identity") && shape.Format != SourceFormat.Segment)
                throw YamlMap.At(
                    node,
                    "'id' is missing, which tells one signal from another. Give it, as id: \"{order}\"; or say at the top of the file identity: content "
                        + "(equal rows are one event), or identity: line (the place in the file tells, for files that only ever grow at their end)"
                );
        }
    }

    private SignalRule Rule(YamlNode node, TimeRule? time, TimeRule? received, Template? currency, bool isEvent)
    {
        var rule = new YamlMap(node, "a signal", SignalKeys);
        foreach (var key in (string[])["type", "campaign"])
            rule.Required(key);

        var type = Field(rule, "type", TextField.Type);
        if (type.Constant is { } name && SignalKinds.Find(name) is null)
            throw YamlMap.At(rule.Node("type"), $"'{name}' is none of {string.Join(", ", SignalKinds.Names)}");

        return new SignalRule
        {
            Texts = [.. TextFields.Where(field => rule.Has(field.Name)).Select(field => (field, Field(rule, field.Name, field)))],
            Type = type.Constant,
            IsEvent = isEvent,
            OccurredAt =
                (rule.Find("time") is { } own ? Time(own, time) : time) ?? throw YamlMap.At(node, "'time' is missing, here and at the top of the file"),
            ReceivedAt = rule.Find("receivedAt") is { } ownReceived ? Time(ownReceived, time) : received,
            Currency = currency,
            When = rule.Has("when") ? rule.Parse("when", text => FormulaParser.Condition(text, columns)) : null,
            Count = Number(rule, "count"),
            Score = Number(rule, "score"),
            Scale = rule.Has("scale") ? Scale(rule) : null,
            Amount = Number(rule, "amount"),
            Attributes = Attributes(rule),
        };
    }

    private Formula? Number(YamlMap rule, string key)
    {
        columns.InFigure = true;
        var formula = rule.Has(key) ? rule.Parse(key, text => FormulaParser.Number(text, columns)) : null;
        columns.InFigure = false;
        return formula;
    }

    private (Formula Min, Formula Max) Scale(YamlMap rule)
    {
        var ends = rule.Texts("scale");
        if (ends.Count != 2)
            throw YamlMap.At(rule.Node("scale"), "the scale is its lowest and its highest value, as [1, 5]");
        return (End(ends[0]), End(ends[1]));

        Formula End(string text) => Told(rule.Node("scale"), () => FormulaParser.Number(text, columns));
    }

    private IReadOnlyList<(string, Template)> Attributes(YamlMap rule)
    {
        var attributes = new List<(string, Template)>();
        if (rule.Has("order"))
            attributes.Add(("order", rule.Parse("order", text => Template.Parse(text, columns))));
        if (rule.Find("attributes") is { } node)
        {
            var map = new YamlMap(node, "the attributes");
            attributes.AddRange(map.Keys.Select(name => (name, map.Parse(name, text => Template.Parse(text, columns)))));
            if (map.Has("score") || map.Has("scale") || (map.Has("order") && rule.Has("order")))
                throw YamlMap.At(node, "score, scale and order are attributes by themselves");
        }

        return attributes;
    }

    private Template Field(YamlMap map, string key, TextField field)
    {
        var template = map.Parse(key, text => Template.Parse(text, columns));
        if (template.Constant is { } constant && new SignalDraft(history: true).SetText(field, constant) is { } fault)
            throw YamlMap.At(map.Node(key), fault.Reason);
        return template;
    }

    /// <summary>A time of its own, or a template that is read as <paramref name="like"/> is.</summary>
    private TimeRule Time(YamlNode node, TimeRule? like)
    {
        if (node is YamlScalarNode { Value: { } text })
        {
            return like is null
                ? throw YamlMap.At(node, "a time has a value, a pattern and a zone")
                : new TimeRule(Told(node, () => Template.Parse(text, columns)), like.Format);
        }

        var map = new YamlMap(node, "a time", "value", "pattern", "zone");
        var value = map.Parse("value", template => Template.Parse(template, columns));
        var patterns = map.Texts("pattern");
        if (patterns.Count == 0)
            throw YamlMap.At(node, "'pattern' is missing: rfc3339, unix, unix_ms, unix_us, or letters as yyyy-MM-dd");
        return new TimeRule(value, Told(map.Find("zone") ?? node, () => TimeFormat.Create(patterns, map.Text("zone"))));
    }

    private static T Told<T>(YamlNode node, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException e)
        {
            throw YamlMap.At(node, e.Message);
        }
    }

    private static SourceFormat Format(string text) =>
        text switch
        {
            "csv" => SourceFormat.Csv,
            "tsv" => SourceFormat.Tsv,
            "ndjson" => SourceFormat.Ndjson,
            "json" => SourceFormat.Json,
            "segment" => SourceFormat.Segment,
            _ => throw new FormatException($"'{text}' is none of csv, tsv, ndjson, json, segment"),
        };

    private static char Delimiter(string text) =>
        text is [not ('"' or '\n' or '\r') and var only] ? only : throw new FormatException("the delimiter is one character");

    private static bool Identity(string text, SourceFormat format) =>
        text switch
        {
            "content" => true,
            "line" when format == SourceFormat.Segment => throw new FormatException("a call has no line of its own; its identity is its content"),
            "line" => false,
            _ => throw new FormatException($"'{text}' is none of line, content"),
        };

    private static int Row(YamlMap file, string text) => Told(file.Node("skip"), () => RowNumber(text));

    private static int HeaderRow(string text) => text == "none" ? MappingShape.NoHeader : RowNumber(text);

    private static int RowNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0
            ? row
            : throw new FormatException($"'{text}' is not the number of a row, from 1");
}
