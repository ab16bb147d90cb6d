namespace CustomerPerformanceTracker.Truth;

/// <summary>Draws and writes a day's answers to trust and to the campaign's other questions.</summary>
internal sealed class AnswerLines(TrueCampaign campaign, SignalLines lines)
{
    // The chances of the customers who still have answers to give, by the day on which they gave their first.
    private readonly Dictionary<int, double[]> returning = [];

    /// <param name="mood">How far the day's level lies from the campaign's, for all questions alike.</param>
    public void Write(Draws draws, int day, Part part, int people, double mood)
    {
        var trust = campaign.Feeling.Base + part.Offset + mood;
        if (campaign.Repeating is { } again)
            WriteCustomers(draws, day, part, people / again.Answers, trust, again);
        else
            WriteScores(day, part, "trust", campaign.Instrument == Instrument.YesNo ? "0,1" : "1,5", Scores(draws, campaign.Instrument, people, trust));
        foreach (var question in campaign.Questions)
        {
            var (asked, level) = (draws.Binomial(people, question.Share), question.Base + mood + (question.Moves ? part.Offset : 0));
            if (question.Kpi == "loyalty")
                WriteScores(day, part, question.Kpi, "0,10", NetScores(draws, asked, level));
            else
                WriteScores(day, part, question.Kpi, "1,5", Scores(draws, Instrument.FivePoints, asked, level));
        }
    }

    /// <summary>
    /// How many gave which score. On five points half of the people answer with an end and the others around the level: the mean is the level.
    /// </summary>
    private static IEnumerable<(int Score, int Count)> Scores(Draws draws, Instrument instrument, int people, double level)
    {
        var m = Math.Clamp(level, 0.02, 0.98);
        if (instrument == Instrument.YesNo)
            return draws.Multinomial(people, 1 - m, m).Select((count, score) => (score, count));

        double Around(double steps, double ways) => ways * Math.Pow(m, steps) * Math.Pow(1 - m, 4 - steps) / 2;
        return draws
            .Multinomial(people, Around(0, 1) + ((1 - m) / 2), Around(1, 4), Around(2, 6), Around(3, 4), Around(4, 1) + (m / 2))
            .Select((count, step) => (step + 1, count));
    }

    // A point of the level is a point of the net score: half a point of the people is a promoter instead of a detractor.
    private static IEnumerable<(int Score, int Count)> NetScores(Draws draws, int people, double level)
    {
        var counts = draws.Multinomial(people, 0.6 - (level / 2), 0.3, 0.1 + (level / 2));
        return [(4, counts[0]), (8, counts[1]), (10, counts[2])];
    }

    private void WriteCustomers(Draws draws, int day, Part part, int newcomers, double trust, Repeating again)
    {
        var weight = (1 / again.Icc) - 1;
        double[] chances = [.. Enumerable.Range(0, newcomers).Select(_ => draws.Beta(trust * weight, (1 - trust) * weight))];
        if (again.Every == 0)
        {
            foreach (var (i, chance) in chances.Index())
                WriteCustomer(day, part, $"k{day}-{i}", draws.Binomial(again.Answers, chance), again.Answers);
            return;
        }

        returning[day] = chances;
        for (var since = 0; since < again.Every * again.Answers; since += again.Every)
        {
            foreach (var (i, chance) in returning.GetValueOrDefault(day - since, []).Index())
                WriteCustomer(day, part, $"k{day - since}-{i}", draws.Happens(chance) ? 1 : 0, 1);
        }

        returning.Remove(day - (again.Every * again.Answers));
    }

    private void WriteCustomer(int day, Part part, string customer, int yes, int answers) =>
        WriteScores(day, part, "trust", "0,1", [(0, answers - yes), (1, yes)], customer);

    private void WriteScores(int day, Part part, string kpi, string scale, IEnumerable<(int Score, int Count)> scores, string? customer = null)
    {
        foreach (var (score, count) in scores)
            lines.Write(day, part, count, "survey_answer", $",\"kpi\":\"{kpi}\",\"score\":{score},\"scale\":[{scale}]", customer);
    }
}
