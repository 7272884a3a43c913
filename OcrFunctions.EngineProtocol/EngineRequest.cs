using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>One line on the engine's standard input: one piece of work. The engine answers each with one <see cref="EngineReply"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(InspectRequest), "inspect")]
[JsonDerivedType(typeof(RecogniseRequest), "recognise")]
[JsonDerivedType(typeof(SearchableRequest), "searchable")]
[JsonDerivedType(typeof(ArchivalRequest), "archival")]
[JsonDerivedType(typeof(RenderRequest), "render")]
[JsonDerivedType(typeof(DescribeRequest), "describe")]
public abstract record EngineRequest
{
    /// <summary>Repeated in the reply, so that a late answer is never taken for the next one's.</summary>
    public required long Id { get; init; }
}

/// <summary>Asks what the engine is and which models it finds now.</summary>
public sealed record DescribeRequest : EngineRequest;

/// <summary>Work on a document.</summary>
public abstract record DocumentRequest : EngineRequest
{
    /// <summary>Path of the document on this machine. Its name says nothing about its kind.</summary>
    public required string Path { get; init; }

    /// <summary>Opens an encrypted PDF; null where none was given.</summary>
    public string? Password { get; init; }
}

/// <summary>Asks what kind of document a file is and how many pages it has.</summary>
public sealed record InspectRequest : DocumentRequest
{
    /// <summary>A document with more pages is refused with <see cref="EngineErrorCodes.TooManyPages"/>.</summary>
    public int MaxPages { get; init; } = 10_000;
}

/// <summary>Asks for the words of one page.</summary>
public sealed record RecogniseRequest : DocumentRequest
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>What <see cref="InspectRequest"/> found the document to be.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Tesseract language codes joined by <c>+</c>, such as <c>eng</c> or <c>deu+eng</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What is done with text that the page already carries.</summary>
    public TextMode Mode { get; init; }

    /// <summary>A page with more pixels than this (after rasterising) is refused with <see cref="EngineErrorCodes.PageTooLarge"/>.</summary>
    public long MaxPixels { get; init; } = 250_000_000;
}

/// <summary>Asks for a PDF of the document that looks like it and in which its text can be found.</summary>
public sealed record SearchableRequest : DocumentRequest
{
    /// <summary>What <see cref="InspectRequest"/> found the document to be.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>File with a <see cref="TextLayerPage"/> as JSON on each line.</summary>
    public required string Layer { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }

    /// <summary>A page image with more pixels than this is refused with <see cref="EngineErrorCodes.PageTooLarge"/>.</summary>
    public long MaxPixels { get; init; } = 250_000_000;
}

/// <summary>Asks for a PDF/A of the document: of an image, or of the searchable PDF of a PDF.</summary>
public sealed record ArchivalRequest : DocumentRequest
{
    /// <summary>What <see cref="InspectRequest"/> found the document to be.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>File with a <see cref="TextLayerPage"/> as JSON on each line; a PDF has its words already, and it is not read.</summary>
    public required string Layer { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }

    /// <summary>A page image with more pixels than this is refused with <see cref="EngineErrorCodes.PageTooLarge"/>.</summary>
    public long MaxPixels { get; init; } = 250_000_000;
}

/// <summary>Asks for a page as a viewer shows it, as PNG.</summary>
public sealed record RenderRequest : DocumentRequest
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>What <see cref="InspectRequest"/> found the document to be.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>File that is written; it must not exist.</summary>
    public required string Output { get; init; }

    /// <summary>Dots per inch that a PDF page is drawn at; fewer where it is too large for that. Images keep their pixels, as far as they are not too many.</summary>
    public required int Dpi { get; init; }

    /// <summary>A page image with more pixels than this is refused with <see cref="EngineErrorCodes.PageTooLarge"/>.</summary>
    public long MaxPixels { get; init; } = 250_000_000;
}
