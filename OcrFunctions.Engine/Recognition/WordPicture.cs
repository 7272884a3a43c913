using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A small picture of some words of a page, line below line, so that nothing else is recognized.</summary>
internal static class WordPicture
{
    /// <summary>Points around a word that belong to it.</summary>
    private const double WordMargin = 1;

    /// <summary>Pixels of white around everything.</summary>
    private const int Border = 20;

    /// <param name="lines">Words of each line.</param>
    /// <param name="page">Upright, as it was drawn: one scale across, one down.</param>
    public static PixHandle Of(IReadOnlyList<NativeWord[]> lines, PageImage page)
    {
        double across = 1 / (page.ToOriginal.A * PdfPageSize.PointsPerInch), down = 1 / (page.ToOriginal.E * PdfPageSize.PointsPerInch);
        BoundingBox[][] boxes = [.. lines.Select(line => line.Select(word => Pixels(word.Box.Grown(WordMargin))).ToArray())];
        BoundingBox[] around = [.. boxes.Select(line => BoundingBox.Around(line))];
        PixHandle picture = LeptonicaErrors.Check(
            pixCreate((int)around.Max(line => line.Width) + 2 * Border, (int)around.Sum(line => line.Height + Border) + Border,
                pixGetDepth(page.Pixels)), "words");
        _ = pixSetAllGray(picture, grayval: byte.MaxValue);
        double top = Border;
        for (int i = 0; i < boxes.Length; i++)
        {
            foreach (BoundingBox word in boxes[i])
                _ = pixRasterop(picture, (int)(word.Left - around[i].Left) + Border, (int)(word.Top - around[i].Top + top), (int)word.Width,
                    (int)word.Height, PIX_SRC, page.Pixels, (int)word.Left, (int)word.Top);
            top += around[i].Height + Border;
        }

        return picture;

        BoundingBox Pixels(Box box) => new BoundingBox(box.Left * across, box.Top * down, box.Right * across, box.Bottom * down)
            .Intersect(new BoundingBox(0, 0, pixGetWidth(page.Pixels), pixGetHeight(page.Pixels)));
    }
}
