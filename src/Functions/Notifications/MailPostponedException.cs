namespace ItsmFunctions.Functions.Notifications;

/// <summary>Some mails of an event could not be sent now; the event is to come again. Those that could be sent have been.</summary>
public sealed class MailPostponedException(string message, Exception? inner = null) : Exception(message, inner);
