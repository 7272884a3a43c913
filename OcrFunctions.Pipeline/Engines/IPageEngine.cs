using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>Opens documents and reads their pages. Untrusted bytes are parsed behind it, never in this process.</summary>
public interface IPageEngine
{
    /// <summary>Detects a document's kind and counts its pages. Never waits behind pages.</summary>
    /// <param name="path">A local file.</param>
    /// <param name="password">Opens an encrypted PDF; null if none was given.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">The document cannot be read.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task<DocumentInspection> InspectAsync(string path, Secret? password, CancellationToken cancellationToken);

    /// <summary>Makes a searchable PDF. Does not wait behind pages.</summary>
    /// <param name="work">Source and target.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be made.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken);

    /// <summary>Makes a PDF/A. Does not wait behind pages, nor behind searchable PDFs.</summary>
    /// <param name="work">Source and target.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be made.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken);

    /// <summary>Renders a page as a viewer shows it. Does not wait behind pages.</summary>
    /// <param name="work">Which page.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="EngineRefusedException">It cannot be rendered.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task RenderAsync(RenderWork work, CancellationToken cancellationToken);

    /// <summary>Reports the engine's version and the models that are currently installed. Never waits behind pages.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EngineRefusedException">A required library or program is missing.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Waits until an engine is free for this page.</summary>
    /// <param name="entry">Whose page it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The engine; dispose it to admit the next page.</returns>
    Task<IPageEngineLease> EnterAsync(PageQueueEntry entry, CancellationToken cancellationToken);
}

/// <summary>An engine that is held for one page.</summary>
public interface IPageEngineLease : IDisposable
{
    /// <summary>Reads a page.</summary>
    /// <param name="work">The page.</param>
    /// <param name="cancellationToken">Kills the engine's process.</param>
    /// <exception cref="EngineRefusedException">The page cannot be read.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    Task<RecognizedPage> RecognizeAsync(PageWork work, CancellationToken cancellationToken);
}

/// <summary>What determines a page's place in the queue.</summary>
/// <param name="DocumentId">Whose page it is.</param>
/// <param name="Priority">High precedes normal precedes low.</param>
/// <param name="Exclusive">Nothing else is read on this machine meanwhile.</param>
/// <param name="IsOnlyPage">It is its document's only page.</param>
public sealed record PageQueueEntry(string DocumentId, Priority Priority, bool Exclusive = false, bool IsOnlyPage = false)
{
    /// <summary>Whether it must not wait for other documents' pages: it is of high priority, or its document's only page.</summary>
    public bool IsUrgent => !Exclusive && (Priority == Priority.High || (IsOnlyPage && Priority == Priority.Normal));
}

/// <param name="Path">A local file.</param>
/// <param name="Kind">Its kind according to inspection.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Options">How it is recognized.</param>
public sealed record PageWork(string Path, DocumentKind Kind, int Page, RecognitionOptions Options)
{
    /// <summary>Opens an encrypted PDF; null if none was given.</summary>
    public Secret? Password { get; init; }
}

/// <param name="Path">A local file; for a PDF/A of a PDF, its searchable PDF.</param>
/// <param name="Kind">Its kind according to inspection.</param>
/// <param name="Pages">Minimum number of its pages, from which its time limit is derived.</param>
/// <param name="Layer">File with one <see cref="TextLayerPage"/> per line.</param>
/// <param name="Output">File that is written.</param>
public sealed record SearchableWork(string Path, DocumentKind Kind, int Pages, string Layer, string Output)
{
    /// <summary>Opens an encrypted PDF; null if none was given.</summary>
    public Secret? Password { get; init; }
}

/// <param name="Path">A local file.</param>
/// <param name="Kind">Its kind according to inspection.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Dpi">Dots per inch, for PDF.</param>
/// <param name="Output">PNG file that is written.</param>
public sealed record RenderWork(string Path, DocumentKind Kind, int Page, int Dpi, string Output)
{
    /// <summary>Opens an encrypted PDF; null if none was given.</summary>
    public Secret? Password { get; init; }
}
