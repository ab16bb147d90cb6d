using System.Globalization;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>The row of a CSV source that is being read, its fields found by the header's names, or by number where the mapping says <c>{#3}</c>.</summary>
internal sealed class CsvColumns : Row
{
    private readonly int[] places;
    private string[] fields = [];

    /// <exception cref="IntakeException">A column the mapping names is not in the header, or is there twice.</exception>
    public CsvColumns(IReadOnlyCollection<Column> columns, string[] header, ColumnTally tally)
        : base(tally)
    {
        Count = header.Length;
        places = new int[columns.Count];
        var names = Array.ConvertAll(header, name => name.Trim());
        foreach (var column in columns)
            places[column.Number] = PlaceOf(column.Name, names);
    }

    /// <summary>Whether the name is a column's number, as <c>#3</c>.</summary>
    public static bool IsNumber(string name) => NumberOf(name) is not null;

    /// <summary>How many fields every row has.</summary>
    public int Count { get; }

    public override bool IsSpelled(Column column) => true;

    public void Read(string[] fields) => this.fields = fields;

    protected override string? Find(Column column, out bool isThere)
    {
        isThere = true;
        return this.fields[places[column.Number]] is { Length: > 0 } text ? text : null;
    }

    private static int PlaceOf(string name, string[] header)
    {
        var place = Array.IndexOf(header, name);
        if (place >= 0 && Array.IndexOf(header, name, place + 1) >= 0)
            throw new IntakeException("missing_column", $"The header has the column '{name}' twice; name it by its number, as {{#{place + 1}}}.");
        if (place >= 0)
            return place;
        if (NumberOf(name) is { } n && n <= header.Length)
            return n - 1;
        throw new IntakeException("missing_column", $"The mapping names the column '{name}', and the source has: {Told.List(header)}.{Hint(name, header)}");
    }

    private static int? NumberOf(string name) =>
        name is ['#', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 ? n : null;

    private static string Hint(string name, string[] header) =>
        header.Length == 1 ? " That is one column alone: is the delimiter another one (delimiter:), or do the names stand in another row (header:)?"
        : Array.Find(header, other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } twin
            ? $" Is '{Told.Short(twin)}' meant? Names are compared with their case."
        : "";
}
