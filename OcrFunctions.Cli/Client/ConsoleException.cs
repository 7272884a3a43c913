namespace OcrFunctions.Cli.Client;

/// <summary>An error that the user can fix; the message says how.</summary>
internal sealed class ConsoleException(string message, Exception? inner = null) : Exception(message, inner);
