using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>How reading a file ended.</summary>
/// <param name="File">The file.</param>
/// <param name="Id">The document's id; null if the app never received it.</param>
/// <param name="Document">Its status body, or an equivalent if the app never received it.</param>
internal sealed record FileResult(InputFile File, string? Id, JsonObject Document)
{
    public string Status => (string)Document["status"]!;

    public bool HasText => Status is nameof(DocumentStatus.Succeeded) or nameof(DocumentStatus.PartiallySucceeded);

    public int? Pages => (int?)Document["progress"]?["pagesTotal"];

    public int PagesDone => (int?)Document["progress"]?["pagesDone"] ?? 0;

    public int PagesFailed => (int?)Document["progress"]?["pagesFailed"] ?? 0;

    public int? Words => (int?)Document["confidence"]?["words"] ?? (HasText ? 0 : null);

    public double? MeanConfidence => (double?)Document["confidence"]?["mean"];

    public double? WorstPage => (double?)Document["confidence"]?["worstPage"];

    public int? WorstPageNumber => (int?)Document["confidence"]?["worstPageNumber"];

    public int? WordsToReview => (int?)Document["confidence"]?["wordsToReview"];

    public double? Seconds =>
        (DateTime?)Document["completedAt"] is { } end && (DateTime?)Document["createdAt"] is { } start ? (end - start).TotalSeconds : null;

    public string? ErrorCode => (string?)Document["error"]?["code"];

    public string? ErrorMessage => (string?)Document["error"]?["message"];

    public IEnumerable<string> Warnings => Document["warnings"]?.AsArray().Select(warning => (string)warning!["message"]!) ?? [];

    /// <summary>A file that did not reach the app, or that the app refused.</summary>
    public static FileResult Refused(InputFile file, string code, string message) => new(file, null, new JsonObject
    {
        ["name"] = file.Name,
        ["status"] = nameof(DocumentStatus.Failed),
        ["progress"] = new JsonObject(),
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    });
}
