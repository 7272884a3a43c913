using OcrFunctions.Local.Reading;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Terminal;

/// <summary>What the command's end says to a script.</summary>
internal static class ExitCode
{
    /// <summary>Every document was read.</summary>
    public const int Succeeded = 0;

    /// <summary>A document was not read, or the command did not get that far.</summary>
    public const int Failed = 1;

    /// <summary>Every document was read, some only in part.</summary>
    public const int Partially = 2;

    /// <summary>It was stopped before its work was done.</summary>
    public const int Stopped = 130;

    public static int Of(IReadOnlyCollection<Outcome> outcomes) =>
        outcomes.All(o => o.Status == nameof(DocumentStatus.Succeeded)) ? Succeeded : outcomes.All(o => o.HasText) ? Partially : Failed;
}
