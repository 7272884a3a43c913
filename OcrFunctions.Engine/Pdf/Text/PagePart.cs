using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>A part of a page that looks like text and is none that is kept.</summary>
/// <param name="Box">Where it is, in points as a viewer shows the page.</param>
/// <param name="IsText">Whether the page's own text painted it, as with a font that does not say what its glyphs mean.</param>
internal readonly record struct PagePart(Box Box, bool IsText)
{
    /// <summary>Comparing each with each has its limit: more parts are a mosaic, and are taken as one.</summary>
    private const int MaxParts = 300;

    /// <summary>Parts that overlap become one.</summary>
    public static List<PagePart> Merge(List<PagePart> parts)
    {
        if (parts.Count > MaxParts)
            return [parts.Aggregate(Union)];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < parts.Count && !changed; i++)
                for (int j = i + 1; j < parts.Count && !changed; j++)
                    if (parts[i].Box.Intersection(parts[j].Box).Area > 0)
                    {
                        parts[i] = Union(parts[i], parts[j]);
                        parts.RemoveAt(j);
                        changed = true;
                    }
        }

        return parts;
    }

    private static PagePart Union(PagePart a, PagePart b) => new(a.Box.Union(b.Box), a.IsText || b.IsText);
}
