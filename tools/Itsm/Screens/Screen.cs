using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace ItsmFunctions.Itsm.Screens;

/// <summary>Shows how far a step is: a bar on a terminal, a line now and then where output goes elsewhere.</summary>
internal sealed class Screen(IAnsiConsole console)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public IAnsiConsole Console => console;

    /// <param name="whole">What makes 100 %, in the unit of <paramref name="unit"/>.</param>
    /// <param name="work">Is handed the setter of how much is done.</param>
    public async Task<T> StepAsync<T>(string title, double whole, string unit, Func<Action<double>, Task<T>> work)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            return await console.Progress().HideCompleted(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(async context =>
                {
                    ProgressTask bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(whole, 1));
                    T result = await work(done => bar.Value = done);
                    bar.Value = bar.MaxValue;
                    return result;
                });
        }

        long begun = Stopwatch.GetTimestamp(), told = begun;
        T done = await work(amount =>
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref told)) < Between)
                return;
            Interlocked.Exchange(ref told, Stopwatch.GetTimestamp());
            Line(string.Create(CultureInfo.InvariantCulture, $"{title}: {amount / Math.Max(whole, 1):P0} ({amount:N0} of {whole:N0} {unit})"));
        });
        Line(string.Create(CultureInfo.InvariantCulture, $"{title}: done in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s"));
        return done;
    }

    public void Line(string text) => console.WriteLine(text);

    public void Table(string title, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Title = new(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (string column in header)
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = column.Length is > 3 and < 12 });
        foreach (IReadOnlyList<string> row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }
}
