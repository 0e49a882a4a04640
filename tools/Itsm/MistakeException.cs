namespace ItsmFunctions.Itsm;

/// <summary>Something the caller can put right: its message says what is wrong and what to do, and is all that is printed.</summary>
internal sealed class MistakeException(string message) : Exception(message);
