using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Terminal;

/// <summary>What the command is to do.</summary>
internal enum Command
{
    Serve,
    Once,
    Follow,
    Help,
    Version,
}

/// <summary>What the command was asked to do.</summary>
internal sealed record CommandLine
{
    public Command Command { get; init; } = Command.Serve;

    /// <summary>Files, folders and patterns to read once.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Folder that is followed.</summary>
    public string? Folder { get; init; }

    /// <summary>Folder for results; null to print texts (once) or to save them beside the files (follow).</summary>
    public string? Out { get; init; }

    /// <summary>How documents are to be read.</summary>
    public Wishes Wishes { get; init; } = new();

    /// <summary>File whose first line is the password of encrypted PDFs.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Port to listen on; null for the usual one.</summary>
    public int? Port { get; init; }
}
