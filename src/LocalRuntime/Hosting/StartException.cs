namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>Why the host does not start, in sentences that say what to do; it ends the process with exit code 1.</summary>
internal sealed class StartException(params IReadOnlyList<string> sentences) : Exception(string.Join(System.Environment.NewLine, sentences))
{
    public StartException(string sentence, Exception cause) : this(sentence) => Cause = cause;

    public Exception? Cause { get; }
}
