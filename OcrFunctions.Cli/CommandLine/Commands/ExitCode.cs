using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary>Exit code of the command, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Every document was read.</summary>
    public const int Succeeded = 0;

    /// <summary>A document was not read, or the command did not get that far.</summary>
    public const int Failed = 1;

    /// <summary>Every document was read, some only partially.</summary>
    public const int Partially = 2;

    /// <summary>It was stopped before its work was finished.</summary>
    public const int Stopped = 130;

    public static int Of(IReadOnlyCollection<FileResult> results) =>
        results.All(o => o.Status == nameof(DocumentStatus.Succeeded)) ? Succeeded : results.All(o => o.HasText) ? Partially : Failed;
}
