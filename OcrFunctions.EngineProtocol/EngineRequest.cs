using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>One line on the engine's standard input: one piece of work, answered with one <see cref="EngineReply"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(InspectRequest), "inspect")]
[JsonDerivedType(typeof(RecognizeRequest), "recognize")]
[JsonDerivedType(typeof(SearchableRequest), "searchable")]
[JsonDerivedType(typeof(ArchivalRequest), "archival")]
[JsonDerivedType(typeof(RenderRequest), "render")]
[JsonDerivedType(typeof(DescribeRequest), "describe")]
public abstract record EngineRequest
{
    /// <summary>Repeated in the reply, so that a late answer is never taken for that of the next request.</summary>
    public required long Id { get; init; }
}

/// <summary>Asks for a description of the engine and of the models that are installed now.</summary>
public sealed record DescribeRequest : EngineRequest;

/// <summary>Work on a document.</summary>
public abstract record DocumentRequest : EngineRequest
{
    /// <summary>Path of the document on this machine. Its name does not determine its kind.</summary>
    public required string Path { get; init; }

    /// <summary>Password of an encrypted PDF; null where none was given.</summary>
    [JsonConverter(typeof(SecretTextConverter))]
    public Secret? Password { get; init; }
}

/// <summary>Asks what kind of document a file is and how many pages it has.</summary>
public sealed record InspectRequest : DocumentRequest
{
    /// <summary>A document with more pages is refused with <see cref="EngineErrorCodes.TooManyPages"/>.</summary>
    public int MaxPages { get; init; } = EngineLimits.MaxPages;
}

/// <summary>Work on a document that was inspected.</summary>
public abstract record InspectedDocumentRequest : DocumentRequest
{
    /// <summary>What <see cref="InspectRequest"/> found the document to be.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>
    /// A page image with more pixels than this (of a PDF page: after rasterizing) is refused with
    /// <see cref="EngineErrorCodes.PageTooLarge"/>.
    /// </summary>
    public long MaxPixels { get; init; } = EngineLimits.MaxPixels;
}

/// <summary>Asks for the words of one page.</summary>
public sealed record RecognizeRequest : InspectedDocumentRequest
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>How it is recognized.</summary>
    public required RecognitionOptions Options { get; init; }
}

/// <summary>Asks for a searchable PDF that looks like the document.</summary>
public sealed record SearchableRequest : InspectedDocumentRequest
{
    /// <summary>File with a <see cref="TextLayerPage"/> as JSON on each line.</summary>
    public required string Layer { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }
}

/// <summary>Asks for a PDF/A of the document: of an image, or of the searchable PDF of a PDF.</summary>
public sealed record ArchivalRequest : InspectedDocumentRequest
{
    /// <summary>File with a <see cref="TextLayerPage"/> as JSON on each line. A PDF has its words already: it is not read then.</summary>
    public required string Layer { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }
}

/// <summary>Asks for a page as a viewer shows it, as PNG.</summary>
public sealed record RenderRequest : InspectedDocumentRequest
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// Dots per inch at which a PDF page is rasterized; fewer where it is too large for that. Images keep their pixels, unless there are
    /// too many.
    /// </summary>
    public required int Dpi { get; init; }
}
