namespace CustomerPerformanceTracker.Cli.Pictures;

/// <summary>Dots finer than characters: two by four to a cell as Unicode's braille patterns have them, or one to a cell for plain ASCII.</summary>
internal sealed class DotCanvas
{
    private readonly bool[,] dots;
    private readonly int across;
    private readonly int down;

    public DotCanvas(int rows, int columns, bool braille)
    {
        (across, down) = braille ? (2, 4) : (1, 1);
        dots = new bool[rows * down, columns * across];
    }

    public int Height => dots.GetLength(0);

    public int Width => dots.GetLength(1);

    public void Dot(int x, int y) => dots[y, x] = true;

    /// <summary>A straight line between two dots, both included (Bresenham, IBM Systems Journal 4(1), 1965).</summary>
    public void Line((int X, int Y) from, (int X, int Y) to)
    {
        var (dx, dy) = (Math.Abs(to.X - from.X), -Math.Abs(to.Y - from.Y));
        var (stepX, stepY) = (from.X < to.X ? 1 : -1, from.Y < to.Y ? 1 : -1);
        var error = dx + dy;
        var (x, y) = from;
        while (true)
        {
            Dot(x, y);
            if ((x, y) == to)
                return;
            var twice = 2 * error;
            if (twice >= dy)
                (error, x) = (error + dy, x + stepX);
            if (twice <= dx)
                (error, y) = (error + dx, y + stepY);
        }
    }

    /// <summary>The character that shows a cell's dots, or null where it has none.</summary>
    public char? Character(int row, int column)
    {
        var pattern = 0;
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
                if (dots[row * down + y, column * across + x])
                    pattern |= Bit(x, y);
        }
        return pattern == 0 ? null
            : across == 1 ? '*'
            : (char)(0x2800 + pattern);
    }

    /// <summary>Whether at least half of a cell's dots are set.</summary>
    public bool IsHalfFull(int row, int column)
    {
        var set = 0;
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
                set += dots[row * down + y, column * across + x] ? 1 : 0;
        }
        return 2 * set >= across * down;
    }

    // The braille block numbers the upper three rows column by column and the fourth row last (Unicode, Braille Patterns).
    private static int Bit(int x, int y) => y == 3 ? 0x40 << x : 1 << (y + 3 * x);
}
