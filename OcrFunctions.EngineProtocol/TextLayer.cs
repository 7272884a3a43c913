namespace OcrFunctions.EngineProtocol;

/// <summary>
/// One line of the file with the text layer of a searchable PDF: a page in its original space, with the words that are to be found on
/// it. Pages are in ascending order; one without words has nothing added.
/// </summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Width">Width of the page as a viewer shows it, in the unit of the polygons.</param>
/// <param name="Height">Height likewise.</param>
/// <param name="Dpi">Pixels per inch, for an image; null where unknown.</param>
/// <param name="Words">In reading order.</param>
public sealed record TextLayerPage(int Page, double Width, double Height, int? Dpi, IReadOnlyList<TextLayerWord> Words);

/// <param name="Text">The word.</param>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Space">Whether a space separates it from the next word, which then stands on the same line.</param>
public sealed record TextLayerWord(string Text, IReadOnlyList<double> Polygon, bool Space);
