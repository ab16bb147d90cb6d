using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Feelings;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>
/// What customers did and said as signs of how they feel: answers by question in fifths of the scale, orders that were sent back or not, contacts by touchpoint
/// and by each own dimension that parts them.
/// </summary>
internal sealed class SignTable
{
    /// <summary>Values of a dimension that are told apart; what is rarer is one value together.</summary>
    public const int MostValues = 20;

    private const int Fifths = 5;
    private const string Rest = "other";

    private readonly People people;
    private readonly int from;
    private readonly int through;
    private readonly List<SignKind> kinds = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal);

    public SignTable(People people, int from, int through)
    {
        (this.people, this.from, this.through) = (people, from, through);
        var days = people.All.SelectMany(person => person.Days).Where(IsInTime).ToArray();
        foreach (var kpi in days.Where(one => one.IsFeeling).Select(KpiOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Add(kpi, Fifths, isAnswer: true);
        if (days.Any(one => one.Kind == SignalKind.Refund))
            Add(Refunded, 2, isAnswer: false);
        foreach (
            var dimension in days.Where(IsContact)
                .SelectMany(Contact)
                .Select(one => one.Dimension)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
            AddContacts(dimension, [.. days.Where(IsContact)]);
    }

    /// <summary>The kind of sign that an order was sent back, or was not.</summary>
    public const string Refunded = "refund";

    public IReadOnlyList<SignKind> Kinds => kinds;

    /// <summary>The signs of a person, with the day of each.</summary>
    public IEnumerable<(Sign Sign, PersonDay Day)> Of(Person person)
    {
        foreach (var one in person.Days.Where(IsInTime))
        {
            if (one.IsFeeling)
                yield return (new(places[KpiOf(one)], FifthOf(one)), one);
            else if (IsContact(one))
            {
                foreach (var (dimension, value) in Contact(one).Where(contact => values.ContainsKey(contact.Dimension)))
                    yield return (new(places[ContactBy(dimension)], ValueOf(dimension, value)), one);
            }
        }

        foreach (var sign in Orders(person))
            yield return sign;
    }

    /// <summary>What a sign said, in words.</summary>
    public string Words(Sign sign, PersonDay day)
    {
        var kind = kinds[sign.Kind];
        return kind.IsAnswer ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Score / 100.0:0} of 100")
            : kind.Name == Refunded ? (sign.Value == 1 ? "sent back" : "kept")
            : values[kind.Name[ContactBy("").Length..]][sign.Value];
    }

    private static string ContactBy(string dimension) => $"contact by {dimension}";

    private static bool IsContact(PersonDay one) => one.Kind == SignalKind.Contact;

    private bool IsInTime(PersonDay one) => one.Day >= from && one.Day <= through;

    private string KpiOf(PersonDay one) => one.Kind == SignalKind.Sentiment ? Kpi.Sentiment.Name : people.Names[one.Kpi];

    private int FifthOf(PersonDay one)
    {
        var fifth = Math.Min(Fifths - 1, one.Score * Fifths / Proofs.Signal.MaxScore);
        return Kpi.Named(KpiOf(one)).Better == Better.Lower ? Fifths - 1 - fifth : fifth;
    }

    // Which order a refund is of is not known: as many orders of the time as there were refunds are taken for those sent back, and the others were kept.
    private IEnumerable<(Sign, PersonDay)> Orders(Person person)
    {
        if (!places.TryGetValue(Refunded, out var place))
            yield break;
        var back = person.Days.Where(one => one.Kind == SignalKind.Refund && IsInTime(one)).ToArray();
        foreach (var one in back)
            yield return (new(place, 1), one);
        foreach (var one in person.Days.Where(one => one.Kind == SignalKind.Conversion && IsInTime(one)).Skip(back.Length))
            yield return (new(place, 0), one);
    }

    private IEnumerable<(string Dimension, string Value)> Contact(PersonDay one)
    {
        if (one.Touchpoint != 0)
            yield return ("touchpoint", people.Names[one.Touchpoint]);
        if (one.Own != 0)
        {
            foreach (var (dimension, value) in people.Own[one.Own].Parts)
                yield return (dimension, value);
        }
    }

    private void AddContacts(string dimension, IReadOnlyList<PersonDay> contacts)
    {
        string[] found =
        [
            .. contacts
                .SelectMany(Contact)
                .Where(one => one.Dimension == dimension)
                .GroupBy(one => one.Value, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Key),
        ];
        if (found.Length < 2)
            return;
        values.Add(dimension, found.Length <= MostValues ? found : [.. found.Take(MostValues), Rest]);
        Add(ContactBy(dimension), values[dimension].Length, isAnswer: false);
    }

    private int ValueOf(string dimension, string value) => Array.IndexOf(values[dimension], value) is >= 0 and var place ? place : MostValues;

    private void Add(string name, int count, bool isAnswer)
    {
        places.Add(name, kinds.Count);
        kinds.Add(new(name, count, isAnswer));
    }
}
