namespace OcrFunctions.Engine.SearchableText;

/// <summary>Objects of a text layer.</summary>
/// <param name="Font">Number of the font.</param>
/// <param name="Contents">Numbers of the content streams by page, from 1.</param>
internal sealed record TextLayerObjects(int Font, IReadOnlyDictionary<int, int> Contents);
