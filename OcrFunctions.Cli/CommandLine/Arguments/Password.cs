using OcrFunctions.Cli.Client;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>The password of encrypted PDFs, from a source that other users of the machine cannot read.</summary>
internal static class Password
{
    private const string Variable = "OCR_PASSWORD";

    /// <returns>Null if none is given.</returns>
    /// <exception cref="ConsoleException">The file cannot be read.</exception>
    public static string? Of(CliArguments arguments)
    {
        if (arguments.PasswordFile is not { } file)
            return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } first ? first
                : throw new ConsoleException($"The first line of the password file '{file}' is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleException($"The password file '{file}' cannot be read: {e.Message}", e);
        }
    }
}
