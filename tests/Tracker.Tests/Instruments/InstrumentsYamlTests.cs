using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Tracker.Tests.Intake;

namespace CustomerPerformanceTracker.Tracker.Tests.Instruments;

public sealed class InstrumentsYamlTests
{
    [Fact]
    public void The_sample_is_read_as_it_stands()
    {
        var all = DeclaredInstruments.Parse(File.ReadAllText(SampleMappings.Sample("instruments.yaml"))).All;

        all.Select(one => (one.Kpi.Name, one.Kind, one.Definition, one.Items.Count))
            .ShouldBe([
                ("loyalty", InstrumentKind.Nps, ReadAs.Net, 1),
                ("satisfaction", InstrumentKind.Csat, ReadAs.TopTwo, 1),
                ("effort", InstrumentKind.Ces, ReadAs.Effort, 1),
                ("ease", InstrumentKind.Ces, ReadAs.Ease, 1),
                ("trust", InstrumentKind.Likert, ReadAs.Mean, 3),
                ("would_return", InstrumentKind.YesNo, ReadAs.Mean, 1),
                ("experience", InstrumentKind.Construct, ReadAs.Mean, 2),
            ]);
        all[4].Items[2].ShouldBe(new InstrumentItem("doubtful", 1, 7, IsReversed: true));
        all[4].Wordings.ShouldBe([new Wording(new LocalDate(2026, 3, 1), "This shop tells me the truth.", "honest")]);
    }

    [Theory]
    [InlineData("{ kpi: ease, kind: ces, scale: [1, 7] }", "instruments[0].definition", "ces has several")]
    [InlineData("{ kpi: ease, kind: ces, definition: effort, scale: [1, 7] }", "instruments[0].kpi", "must be `effort`")]
    [InlineData("{ kpi: effort, kind: ces, definition: ease, scale: [1, 7] }", "instruments[0].kpi", "is better when lower")]
    [InlineData("{ kpi: effort, kind: likert, scale: [1, 7] }", "instruments[0].kpi", "is better when lower")]
    [InlineData("{ kpi: likely, kind: nps, scale: [0, 10] }", "instruments[0].kpi", "must be `loyalty`")]
    [InlineData("{ kpi: loyalty, kind: likert, scale: [0, 10] }", "instruments[0].kpi", "is a net score")]
    [InlineData("{ kpi: loyalty, kind: nps, scale: [1, 10] }", "instruments[0].scale", "must be [0, 10]")]
    [InlineData("{ kpi: good, kind: csat, definition: net, scale: [1, 5] }", "instruments[0].definition", "`top_two` or `mean`")]
    [InlineData("{ kpi: good, kind: csat, definition: top_two, scale: [0, 1] }", "instruments[0].scale", "has 2 answers")]
    [InlineData("{ kpi: back, kind: yes_no, scale: [1, 5] }", "instruments[0].scale", "has 5 answers")]
    [InlineData("{ kpi: conversion_rate, kind: likert, scale: [1, 5] }", "instruments[0].kpi", "is not asked")]
    [InlineData("{ kpi: sentiment, kind: likert, scale: [1, 5] }", "instruments[0].kpi", "is not asked")]
    [InlineData("{ kpi: trust, kind: slider, scale: [1, 5] }", "instruments[0].kind", "must be one of")]
    [InlineData("{ kpi: trust, kind: likert }", "instruments[0].scale", "is missing")]
    [InlineData("{ kpi: trust, kind: likert, scale: [5, 1] }", "instruments[0].scale", "the lowest and the highest")]
    [InlineData("{ kpi: trust, kind: likert, scale: [1, 4.5] }", "instruments[0].scale", "whole numbers")]
    [InlineData("{ kpi: trust, kind: likert, scale: [1, 5], items: [{ question: a, scale: [1, 5] }] }", "instruments[0].scale", "stands beside")]
    [InlineData(
        "{ kpi: trust, kind: likert, items: [{ question: a, scale: [1, 5] }, { question: b, scale: [1, 7] }] }",
        "instruments[0].items",
        "several scales"
    )]
    [InlineData("{ kpi: trust, kind: likert, items: [{ question: a, scale: [1, 5] }, { question: a, scale: [1, 5] }] }", "instruments[0].items", "twice")]
    [InlineData("{ kpi: trust, kind: construct, items: [{ question: a, scale: [1, 5] }] }", "instruments[0].items", "one question")]
    [InlineData(
        "{ kpi: good, kind: csat, definition: mean, items: [{ question: a, scale: [1, 5] }, { question: b, scale: [1, 5] }] }",
        "instruments[0].items",
        "is one"
    )]
    [InlineData(
        "{ kpi: good, kind: csat, definition: top_two, items: [{ question: a, scale: [1, 5], reversed: true }] }",
        "instruments[0].items[0].reversed",
        "no meaning"
    )]
    [InlineData("{ kpi: trust, kind: likert, scale: [1, 5], wordings: [{ from: May, text: x }] }", "instruments[0].wordings[0].from", "must be a date")]
    [InlineData(
        "{ kpi: trust, kind: likert, scale: [1, 5], wordings: [{ from: 2026-05-01, text: x, question: other }] }",
        "instruments[0].wordings[0].question",
        "none of the instrument's"
    )]
    [InlineData("{ kpi: trust, kind: likert, scale: [1, 5], alpha: yes }", "instruments[0].alpha", "is not a known key")]
    [InlineData("{ kpi: trust, kind: likert, scale: [1, 5] }, { kpi: trust, kind: likert, scale: [1, 7] }", "instruments", "more than once")]
    [InlineData(
        "{ kpi: sum, kind: likert, items: [{ question: a, scale: [1, 5] }] }, { kpi: all, kind: likert, items: [{ question: sum, scale: [1, 5] }] }",
        "instruments[1].items",
        "is no question but an instrument"
    )]
    public void A_document_that_breaks_a_rule_is_refused_with_its_place(string entries, string key, string rule)
    {
        var broken = Should.Throw<StrictYamlException>(() => DeclaredInstruments.Parse($"instruments: [ {entries} ]"));

        broken.Key.ShouldBe(key);
        broken.Message.ShouldContain(rule);
    }
}
