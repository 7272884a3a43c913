using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Ink outside all words, by what it may be.</summary>
/// <param name="Regions">Looks like text: what stays unread here is reported.</param>
/// <param name="Isolated">One or two letters beside a word that was read, such as the digits in the columns of a table.</param>
/// <param name="LargeRows">Rows far higher than the page's letters: a title, a logo, or part of a picture.</param>
internal sealed record MissedText(
    IReadOnlyList<MissedTextRegion> Regions, IReadOnlyList<IsolatedCharacter> Isolated, IReadOnlyList<BoundingBox[]> LargeRows)
{
    public static MissedText None { get; } = new([], [], []);
}

/// <param name="Box">In pixels of the image.</param>
/// <param name="Letters">Approximate number.</param>
/// <param name="IsInverse">Whether they are light on a dark background.</param>
internal readonly record struct MissedTextRegion(BoundingBox Box, int Letters, bool IsInverse = false);

/// <param name="Box">In pixels of the image.</param>
/// <param name="Neighbor">The nearest word that was read on the same baseline; null where there is none on its row.</param>
internal sealed record IsolatedCharacter(BoundingBox Box, OcrWord? Neighbor);
