using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>Opens documents and reads their pages. Untrusted bytes are parsed behind it, never in this process.</summary>
public interface IPageEngine
{
    /// <summary>Tells what a document is and counts its pages. Never waits behind pages.</summary>
    /// <param name="path">A local file.</param>
    /// <param name="password">Opens an encrypted PDF; null where none was given.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">The document cannot be read.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task<DocumentInspection> InspectAsync(string path, string? password, CancellationToken cancellationToken);

    /// <summary>Makes a searchable PDF. Does not wait behind pages.</summary>
    /// <param name="work">What of.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be made.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken);

    /// <summary>Makes a PDF/A. Does not wait behind pages, nor behind searchable PDFs.</summary>
    /// <param name="work">What of.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be made.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken);

    /// <summary>Draws a page as a viewer shows it. Does not wait behind pages.</summary>
    /// <param name="work">Which page.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be drawn.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task RenderAsync(RenderWork work, CancellationToken cancellationToken);

    /// <summary>Tells what the engine is and which models it finds now. Never waits behind pages.</summary>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="EngineRefusedException">A library or program that it needs is missing.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Waits until an engine is free for this page.</summary>
    /// <param name="turn">Whose page it is.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The engine; dispose it to let the next page in.</returns>
    Task<IPageEngineLease> EnterAsync(PageTurn turn, CancellationToken cancellationToken);
}

/// <summary>An engine that is held for one page.</summary>
public interface IPageEngineLease : IDisposable
{
    /// <summary>Reads a page.</summary>
    /// <param name="work">The page.</param>
    /// <param name="cancellationToken">Kills the engine's process.</param>
    /// <exception cref="EngineRefusedException">The page cannot be read.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    Task<RecognisedPage> RecogniseAsync(PageWork work, CancellationToken cancellationToken);
}

/// <summary>What decides when a page's turn comes.</summary>
/// <param name="DocumentId">Whose page it is.</param>
/// <param name="Priority">High goes before normal before low.</param>
/// <param name="Alone">Nothing else is read on this machine meanwhile.</param>
/// <param name="Only">It is its document's only page.</param>
public sealed record PageTurn(string DocumentId, Priority Priority, bool Alone = false, bool Only = false)
{
    /// <summary>Whether it is not to wait for other documents' pages to end: somebody waits for it, or it is all that its document has.</summary>
    public bool IsUrgent => !Alone && (Priority == Priority.High || (Only && Priority == Priority.Normal));
}

/// <param name="Path">A local file.</param>
/// <param name="Kind">What inspection found it to be.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Language">Tesseract codes joined by <c>+</c>.</param>
/// <param name="Mode">What is done with text that the page already carries.</param>
public sealed record PageWork(string Path, DocumentKind Kind, int Page, string Language, TextMode Mode = TextMode.Auto)
{
    /// <summary>Opens an encrypted PDF; null where none was given.</summary>
    public string? Password { get; init; }

    /// <summary>Leaves the password out: a record's text ends up in logs.</summary>
    public override string ToString() => $"page {Page} of {Path}";
}

/// <param name="Path">A local file; for a PDF/A of a PDF, its searchable PDF.</param>
/// <param name="Kind">What inspection found it to be.</param>
/// <param name="Pages">How many pages it has at least: what its time is measured by.</param>
/// <param name="Layer">File with a <see cref="TextLayerPage"/> a line.</param>
/// <param name="Output">File that is written.</param>
public sealed record SearchableWork(string Path, DocumentKind Kind, int Pages, string Layer, string Output)
{
    /// <summary>Opens an encrypted PDF; null where none was given.</summary>
    public string? Password { get; init; }

    /// <summary>Leaves the password out: a record's text ends up in logs.</summary>
    public override string ToString() => $"PDF of {Path}";
}

/// <param name="Path">A local file.</param>
/// <param name="Kind">What inspection found it to be.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Dpi">Dots per inch, for PDF.</param>
/// <param name="Output">PNG file that is written.</param>
public sealed record RenderWork(string Path, DocumentKind Kind, int Page, int Dpi, string Output)
{
    /// <summary>Opens an encrypted PDF; null where none was given.</summary>
    public string? Password { get; init; }

    /// <summary>Leaves the password out: a record's text ends up in logs.</summary>
    public override string ToString() => $"picture of page {Page} of {Path}";
}
