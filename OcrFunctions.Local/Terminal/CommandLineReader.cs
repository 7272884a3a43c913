using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Terminal;

/// <summary>Reads a command line.</summary>
internal sealed class CommandLineReader
{
    private readonly Queue<string> _arguments;
    private readonly List<string> _files = [];
    private CommandLine _line = new();
    private string? _wrong;

    private CommandLineReader(string[] arguments) => _arguments = new Queue<string>(arguments);

    /// <param name="wrong">A sentence that says what cannot be done.</param>
    public static bool TryRead(string[] arguments, [NotNullWhen(true)] out CommandLine? line, [NotNullWhen(false)] out string? wrong)
    {
        var reader = new CommandLineReader(arguments);
        while (reader._wrong is null && reader._arguments.TryDequeue(out string? argument))
            reader.Take(argument);
        line = reader._line with { Files = reader._files };
        wrong = reader._wrong ?? Check(line);
        return wrong is null;
    }

    private void Take(string argument)
    {
        // --out=DIR is as good as --out DIR.
        string option = argument;
        string? joined = null;
        if (argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=') is > 0 and int at)
            (option, joined) = (argument[..at], argument[(at + 1)..]);

        switch (option)
        {
            case "--once": Choose(Command.Once); break;
            case "--follow": Choose(Command.Follow); _line = _line with { Folder = Value(option, joined) }; break;
            case "--help" or "-h": _line = _line with { Command = Command.Help }; break;
            case "--version": _line = _line with { Command = Command.Version }; break;
            case "--out": _line = _line with { Out = Value(option, joined) }; break;
            case "--language": _line = _line with { Wishes = _line.Wishes with { Language = Value(option, joined) } }; break;
            case "--mode": _line = _line with { Wishes = _line.Wishes with { Mode = Value(option, joined) } }; break;
            case "--pages": _line = _line with { Wishes = _line.Wishes with { Pages = Value(option, joined) } }; break;
            case "--password-file": _line = _line with { PasswordFile = Value(option, joined) }; break;
            case "--password": _wrong = "A password on the command line can be read by every user of this machine: put it into a file (--password-file FILE), into OCR_PASSWORD, or be asked."; break;
            case "--port": _line = _line with { Port = Port(Value(option, joined)) }; break;
            case ['-', _, ..]: _wrong = $"'{argument}' is no option."; break;
            default: _files.Add(argument); break;
        }
    }

    private void Choose(Command command)
    {
        if (_line.Command is Command.Once or Command.Follow && _line.Command != command)
            _wrong = "--once and --follow do not go together.";
        else if (_line.Command == Command.Serve)
            _line = _line with { Command = command };
    }

    private string? Value(string option, string? joined)
    {
        string? value = joined ?? (_arguments.TryDequeue(out string? next) ? next : null);
        if (string.IsNullOrEmpty(value))
            _wrong ??= $"{option} wants a value.";
        return value;
    }

    private int? Port(string? text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
            return port;
        _wrong ??= $"'{text}' is no port.";
        return null;
    }

    private static string? Check(CommandLine line) => line.Command switch
    {
        Command.Help or Command.Version => null,
        Command.Once when line.Files.Count == 0 => "--once wants at least one file or folder.",
        Command.Serve when line.Files.Count > 0 => $"What is to happen with '{line.Files[0]}'? Write --once before it.",
        Command.Follow when line.Files.Count > 0 => $"--follow takes one folder; what is to happen with '{line.Files[0]}'?",
        Command.Follow when line.Wishes.Pages is not null => "--pages goes with --once.",
        Command.Serve when line.Out is not null || line.PasswordFile is not null || line.Wishes.Any => "--out, --language, --mode, --pages and --password-file go with --once or --follow.",
        _ => CheckWishes(line),
    };

    private static string? CheckWishes(CommandLine line)
    {
        var texts = line.Wishes.Texts().ToDictionary();
        return DocumentOptions.TryRead(texts.GetValueOrDefault, "eng", out _, out OcrError? error) ? null : error.Message;
    }
}
