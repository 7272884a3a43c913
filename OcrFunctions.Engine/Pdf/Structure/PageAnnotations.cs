using OcrFunctions.Engine.Geometry;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Annotations that show something of their own on the page; links and the like show nothing.</summary>
internal static class PageAnnotations
{
    private const int MostLooked = 10_000, Invisible = 1, Hidden = 2, NoView = 32;

    public static IEnumerable<Box> Boxes(DictionaryToken page, IPdfTokenScanner scanner, PageTransform toViewer, Box visible)
    {
        if (DirectObject.Entry<ArrayToken>(page, "Annots", scanner) is not { } annotations)
            yield break;
        foreach (IToken token in annotations.Data.Take(MostLooked))
        {
            if (DirectObject.Of<DictionaryToken>(token, scanner) is not { } annotation || !Shows(annotation, scanner))
                continue;
            double[] rectangle = [.. (DirectObject.Entry<ArrayToken>(annotation, "Rect", scanner)?.Data ?? [])
                .Select(number => DirectObject.Of<NumericToken>(number, scanner)?.Double ?? double.NaN)];
            if (rectangle.Length != 4 || rectangle.Any(number => !double.IsFinite(number)))
                continue;
            Box box = Box.Around(toViewer.Apply(rectangle[0], rectangle[1]), toViewer.Apply(rectangle[2], rectangle[3]))
                .Intersection(visible);
            if (box.Area > 0)
                yield return box;
        }
    }

    private static bool Shows(DictionaryToken annotation, IPdfTokenScanner scanner)
    {
        int flags = DirectObject.Entry<NumericToken>(annotation, "F", scanner)?.Int ?? 0;
        string kind = DirectObject.Entry<NameToken>(annotation, "Subtype", scanner)?.Data ?? "";
        return (flags & (Invisible | Hidden | NoView)) == 0
            && kind is not ("Link" or "Popup" or "Highlight" or "Underline" or "StrikeOut" or "Squiggly")
            // Viewers make an appearance of their own for some that have none.
            && (DirectObject.Entry<DictionaryToken>(annotation, "AP", scanner) is not null
                || kind is "FreeText" or "Widget" or "Stamp" or "Line" or "Square" or "Circle" or "Polygon" or "PolyLine" or "Ink");
    }
}
