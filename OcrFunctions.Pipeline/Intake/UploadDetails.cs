using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Intake;

/// <summary>What a posted document is ingested with.</summary>
/// <param name="Name">File name as its user knows it; may be any text.</param>
/// <param name="Options">The requested options.</param>
/// <param name="Password">Opens an encrypted PDF; null if there is none.</param>
public sealed record UploadDetails(string Name, DocumentOptions Options, Secret? Password);
