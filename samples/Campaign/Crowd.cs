namespace CustomerPerformanceTracker.Campaign;

/// <summary>
/// The customers of one campaign. Each has a lasting leaning, so that the answers of one person go together;
/// whoever buys once may come back, the recent ones more readily.
/// </summary>
internal sealed class Crowd(char letter, Chance chance)
{
    private readonly List<Person> buyers = [];
    private int met;

    public Person Stranger() => new($"c-{letter}{++met:00000}", Leaning: 0.9 * chance.Normal());

    public Person Regular()
    {
        var age = chance.Uniform() * chance.Uniform();
        return buyers[buyers.Count - 1 - (int)(age * buyers.Count)];
    }

    public void Bought(Person person) => buyers.Add(person);
}

/// <summary>A customer. The leaning says how much kinder than the average this person answers, in points of 10.</summary>
internal sealed record Person(string Id, double Leaning);
