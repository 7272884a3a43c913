namespace OcrFunctions.Local.Terminal;

/// <summary>Something that the person at the console can do something about; the message says what.</summary>
internal sealed class ConsoleException(string message, Exception? inner = null) : Exception(message, inner);
