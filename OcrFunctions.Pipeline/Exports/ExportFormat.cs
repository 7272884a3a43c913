using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// A format in which a document's results are available. Each is declared by the class that writes it, and listed in
/// <see cref="ExportFormats"/>.
/// </summary>
/// <param name="Name">Last part of its URL, and its name in <c>Ocr__Exports</c>.</param>
/// <param name="FileName">Its blob is <c>results/{id}/{FileName}</c>.</param>
/// <param name="MediaType">Media type it is served with.</param>
/// <param name="Label">Its name on the start page.</param>
public sealed record ExportFormat(string Name, string FileName, string MediaType, string Label)
{
    /// <summary>Whether it is written unless <c>Ocr__Exports</c> says otherwise.</summary>
    public bool IsDefault { get; init; } = true;

    /// <summary>What follows a document's name in the name of a file with this export: <c>.txt</c> in <c>scan.pdf.txt</c>.</summary>
    public string Suffix { get; init; } = FileName[FileName.IndexOf('.', StringComparison.Ordinal)..];

    /// <summary>Name of its link in the status body: <c>wordsCsv</c> of <c>words.csv</c>.</summary>
    public string Link => string.Concat(Name.Split('.').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Makes a writer on a stream; null for a format that the engine makes from the source and the words.</summary>
    internal Func<Stream, OcrOptions, IPageExport>? Create { get; init; }

    /// <summary>Name of a document's blob in the results container.</summary>
    public string Blob(string documentId) => $"{documentId}/{FileName}";

    /// <summary>Name of a file with a document's export: the last part of the document's name and the suffix.</summary>
    /// <param name="documentName">May be a path, and may have characters that no file name has.</param>
    public string FileNameOf(string documentName)
    {
        string last = documentName[(documentName.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.Concat(last.Select(sign => char.IsControl(sign) ? '_' : sign)) + Suffix;
    }
}
