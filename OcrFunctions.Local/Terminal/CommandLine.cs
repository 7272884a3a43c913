using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OcrFunctions.Local.Terminal;

/// <summary>What the command was asked to do.</summary>
/// <param name="Files">Files to read once; none to serve.</param>
/// <param name="Out">Folder for texts and JSON; null to print the text.</param>
/// <param name="Language">Tesseract codes; null for the default.</param>
/// <param name="Port">Port to listen on; null for the usual one.</param>
/// <param name="Help">Only say how it is used.</param>
internal sealed record CommandLine(IReadOnlyList<string> Files, string? Out, string? Language, int? Port, bool Help)
{
    public const string Usage = """
        Usage:
          ./run                          serve until Ctrl+C: drop files into the container 'documents', or POST them
          ./run --once FILE... [options] read the files, say what came of them, and end

        Options:
          --out DIR        save NAME.txt and NAME.json for each file instead of printing its text
          --language L     Tesseract language codes, such as eng or deu+eng (default: eng)
          --port P         port on 127.0.0.1 (default: 7071; 0 takes a free one)

        Exit code with --once: 0 all succeeded, 2 some partially, 1 any failed.
        """;

    public static bool TryRead(string[] args, [NotNullWhen(true)] out CommandLine? line, [NotNullWhen(false)] out string? wrong)
    {
        line = new CommandLine([], null, null, null, false);
        wrong = null;
        var files = new List<string>();
        bool once = false;
        for (int i = 0; i < args.Length && wrong is null; i++)
        {
            switch (args[i])
            {
                case "--once": once = true; break;
                case "--help" or "-h": line = line with { Help = true }; break;
                case "--out": line = line with { Out = Value(args, ref i, ref wrong) }; break;
                case "--language": line = line with { Language = Value(args, ref i, ref wrong) }; break;
                case "--port": line = line with { Port = ReadPort(Value(args, ref i, ref wrong), ref wrong) }; break;
                case ['-', _, ..]: wrong = $"'{args[i]}' is no option."; break;
                default: files.Add(args[i]); break;
            }
        }

        line = line with { Files = files };
        if (wrong is null && !line.Help)
            wrong = Check(line, once);
        return wrong is null;
    }

    private static string? Check(CommandLine line, bool once) => (once, line.Files.Count) switch
    {
        (true, 0) => "--once wants at least one file.",
        (false, > 0) => $"What is to happen with '{line.Files[0]}'? Write --once before it.",
        (false, 0) when line.Out is not null || line.Language is not null => "--out and --language go with --once.",
        _ => line.Files.FirstOrDefault(file => !File.Exists(file)) is { } missing ? $"There is no file '{missing}'." : null,
    };

    private static string? Value(string[] args, ref int i, ref string? wrong)
    {
        if (i + 1 < args.Length)
            return args[++i];
        wrong = $"{args[i]} wants a value.";
        return null;
    }

    private static int? ReadPort(string? text, ref string? wrong)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
            return port;
        wrong ??= $"'{text}' is no port.";
        return null;
    }
}
