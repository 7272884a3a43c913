using System.Runtime.CompilerServices;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Areas of a page whose background is darker than the page's: heads of tables, sidebars, boxes, pictures, shadows.</summary>
/// <param name="Areas">Boxes around connected tiles that are mostly dark, with a margin of a tile; in pixels.</param>
/// <param name="Limit">Gray up to which a pixel is dark.</param>
internal sealed record DarkTiles(IReadOnlyList<BoundingBox> Areas, int Limit)
{
    /// <summary>Grays below the page's white from which a pixel is dark.</summary>
    private const int Darker = 50;

    /// <summary>The page's white: fraction of its pixels that are no lighter.</summary>
    private const double White = 0.9;

    /// <summary>Every second row and column is enough.</summary>
    private const int Step = 2;

    /// <summary>Tiles of three letters beside one another.</summary>
    private const int MinTiles = 3;

    /// <param name="gray">8 bits.</param>
    /// <param name="tile">Side of a tile in pixels: a letter's height.</param>
    public static DarkTiles Find(PixHandle gray, int tile)
    {
        int columns = (pixGetWidth(gray) - 1) / tile + 1, rows = (pixGetHeight(gray) - 1) / tile + 1;
        int limit = LimitOf(gray);
        if (limit == 0)
            return new DarkTiles([], 0);
        bool[] dark = Dark(gray, tile, columns, rows, limit);
        var page = new BoundingBox(0, 0, pixGetWidth(gray), pixGetHeight(gray));
        var found = new List<BoundingBox>();
        for (int i = 0; i < dark.Length; i++)
            if (dark[i] && Take(dark, i, columns) is { } group)
                found.Add(group.Mapped(tile).Grown(tile).Intersect(page));
        return new DarkTiles(found, limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe bool[] Dark(PixHandle gray, int tile, int columns, int rows, int limit)
    {
        (int width, int height, int bytes) = (pixGetWidth(gray), pixGetHeight(gray), pixGetWpl(gray) * sizeof(uint));
        byte* data = (byte*)pixGetData(gray);
        int[] lighter = new int[columns * rows];
        for (int y = 0; y < height; y += Step)
            for (int x = 0; x < width; x += Step)
                // The leftmost pixel is in the highest byte of a word.
                lighter[y / tile * columns + x / tile] += data[(long)y * bytes + (x ^ 3)] > limit ? 1 : -1;
        return Array.ConvertAll(lighter, balance => balance < 0);
    }

    /// <summary>On a page that is mostly dark nothing is darker than its surroundings: 0.</summary>
    private static int LimitOf(PixHandle gray)
    {
        const int sampled = 7;
        var histogram = GrayHistogram.Of(gray, sampled);
        int limit = Math.Max(0, histogram.Quantile(White) - Darker);
        return histogram.Quantile(0.5) > limit ? limit : 0;
    }

    /// <summary>Clears the group of a tile; null for one too small to hold text. In tiles.</summary>
    private static BoundingBox? Take(bool[] dark, int first, int columns)
    {
        var left = new Stack<int>([first]);
        dark[first] = false;
        BoundingBox box = Tile(first);
        int count = 0;
        while (left.TryPop(out int i))
        {
            box = box.Union(Tile(i));
            count++;
            int x = i % columns;
            for (int dy = -columns; dy <= columns; dy += columns)
                for (int dx = -1; dx <= 1; dx++)
                    if (i + dy + dx is var next && next >= 0 && next < dark.Length && x + dx >= 0 && x + dx < columns && dark[next])
                    {
                        dark[next] = false;
                        left.Push(next);
                    }
        }

        return count >= MinTiles ? box : null;

        BoundingBox Tile(int i) => new(i % columns, i / columns, i % columns + 1, i / columns + 1);
    }
}
