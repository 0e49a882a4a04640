namespace ItsmFunctions.LocalRuntime.Hosting;

/// <summary>Why the host does not start, in sentences that say what to do; it ends the process with exit code 1.</summary>
internal sealed class StartException(string sentences, Exception? cause = null) : Exception(sentences, cause);
