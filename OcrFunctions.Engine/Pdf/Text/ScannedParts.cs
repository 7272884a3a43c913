using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Parts of a page with native text that may hold text nobody can copy: pictures, outlines, form fields.</summary>
internal static class ScannedParts
{
    /// <summary>Share of the page that a picture takes at least; logos and seals take less.</summary>
    private const double LeastOfPage = 0.04;

    /// <summary>Outlines of letter size that make a text; logos have fewer.</summary>
    private const int LeastOutlines = 60;

    /// <summary>Points around a part, so that letters at its edge are whole.</summary>
    private const double Margin = 4;

    private const int MostParts = 300;

    public static IReadOnlyList<Box> Of(PageSketch sketch, NativeText seen)
    {
        List<Box> parts = [.. sketch.Images.Select(image => image.Box).Where(box => box.Area >= LeastOfPage * sketch.Page.Area)];
        parts.AddRange(Tiles(sketch));
        if (sketch.Outlines.Count >= LeastOutlines)
            parts.Add(sketch.Outlines.Aggregate((a, b) => a.Union(b)));
        List<NativeWord> words = [.. seen.Words];
        parts.AddRange(sketch.Annotations.Where(box => !words.Exists(word => box.Contains(word.Box.CenterX, word.Box.CenterY))));
        return Merged([.. parts.Select(part => part.Grown(Margin).Intersection(sketch.Page)).Where(part => part.Area > 0)]);
    }

    /// <summary>A scan may come in stripes or tiles, each of them small.</summary>
    private static IEnumerable<Box> Tiles(PageSketch sketch)
    {
        List<Box> small = [.. sketch.Images.Select(image => image.Box).Where(box => box.Area < LeastOfPage * sketch.Page.Area)];
        if (small.Count < 2 || small.Sum(box => box.Area) < LeastOfPage * sketch.Page.Area)
            return [];
        return Merged([.. small.Select(box => box.Grown(1))]).Where(box => box.Area >= LeastOfPage * sketch.Page.Area);
    }

    /// <summary>Parts that overlap become one.</summary>
    private static List<Box> Merged(List<Box> parts)
    {
        // Comparing each with each has its limit: so many parts are a mosaic, and are looked at as one.
        if (parts.Count > MostParts)
            return [parts.Aggregate((a, b) => a.Union(b))];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < parts.Count && !changed; i++)
                for (int j = i + 1; j < parts.Count && !changed; j++)
                    if (parts[i].Intersection(parts[j]).Area > 0)
                    {
                        parts[i] = parts[i].Union(parts[j]);
                        parts.RemoveAt(j);
                        changed = true;
                    }
        }

        return parts;
    }
}
