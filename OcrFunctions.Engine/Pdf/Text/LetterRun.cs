namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Letters that stand beside one another on a line with gaps between.</summary>
/// <param name="Letters">From left to right; each is a word of one letter.</param>
/// <param name="GapAround">Points to the nearest other word on the line; infinite where there is none.</param>
/// <param name="IsInGrid">Whether most stand above or below letters of other lines.</param>
internal sealed record LetterRun(IReadOnlyList<NativeWord> Letters, double GapAround, bool IsInGrid)
{
    /// <summary>Points between one letter and the next.</summary>
    public IReadOnlyList<double> Gaps { get; } = [.. Letters.Zip(Letters.Skip(1), (left, right) => right.Box.Left - left.Box.Right)];

    /// <summary>Font size in points; the height of poppler's boxes is a little more.</summary>
    public double Size => Letters[0].Box.Height;
}
