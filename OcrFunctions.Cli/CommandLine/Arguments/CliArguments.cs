using OcrFunctions.Cli.Client.Api;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>Action of the program.</summary>
internal enum CliCommand
{
    Serve,
    Once,
    Follow,
    Join,
    Help,
    Version,
}

/// <summary>The parsed command line.</summary>
internal sealed record CliArguments
{
    public required CliCommand Command { get; init; }

    /// <summary>Files, folders and patterns to read once.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Folder to follow.</summary>
    public string? Folder { get; init; }

    /// <summary>Folder for results; null to print texts (once) or to save them beside the files (follow).</summary>
    public string? Out { get; init; }

    /// <summary>Options for reading documents.</summary>
    public required OcrRequestOptions Options { get; init; }

    /// <summary>File whose first line is the password of encrypted PDFs.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Port to listen on; null for the default.</summary>
    public int? Port { get; init; }
}
