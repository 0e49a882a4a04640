namespace ItsmFunctions.Reporting.Queries;

/// <summary>How many days a ticket has been open.</summary>
internal sealed class AgeAxis
{
    private const int Day = 24 * 60 * 60;
    private static readonly int[] LastDays = [1, 5, 30, 90];

    public static readonly IReadOnlyList<string> Names = ["0-1", "2-5", "6-30", "31-90", "91+"];

    public static int PlaceOf(string name) => Names.ToList().IndexOf(name);

    public const int Size = 5;
    private readonly uint[] _opened = new uint[RowScan.Block];

    /// <summary>Adds the place of each row of the block to that of its cell.</summary>
    public void Place(RowScan rows, long now, int stride)
    {
        ReadOnlySpan<uint> opened = rows.Read("openedAt", _opened);
        for (int i = 0; i < opened.Length; i++)
        {
            long days = (now - opened[i]) / Day;
            int band = 0;
            while (band < LastDays.Length && days > LastDays[band])
                band++;
            rows.Cells[i] += band * stride;
        }
    }
}
