using ItsmFunctions.Itsm.Screens;
using Spectre.Console;

namespace ItsmFunctions.Itsm.Commands;

/// <summary>Where commands print: results to the output, complaints to the error output.</summary>
internal static class Terminal
{
    /// <summary>Characters in a line where nobody's window says how many there are.</summary>
    private const int PlainWidth = 140;

    public static Screen Screen()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = PlainWidth;
        return new(console);
    }

    public static void Complain(string message)
    {
        IAnsiConsole errors = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        // A line that somebody else reads is not broken.
        if (!errors.Profile.Out.IsTerminal)
            errors.Profile.Width = int.MaxValue;
        errors.MarkupLine($"[red]✗ {Markup.Escape(message)}[/]");
    }
}
