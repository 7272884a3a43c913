using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>The pixels of a page that its text painted: those that differ once no text is visible.</summary>
internal sealed class TextInk
{
    /// <summary>Difference of a color, of 255, from which a reader sees it.</summary>
    private const int Threshold = 16;

    private readonly int _width, _height;
    private readonly double _scale;
    private readonly bool[] _ink;

    /// <summary>Ink above and to the left of each pixel, for sums over boxes.</summary>
    private readonly int[] _sums;

    private TextInk(int width, int height, double scale, bool[] ink)
    {
        (_width, _height, _scale, _ink) = (width, height, scale, ink);
        int across = width + 1;
        _sums = new int[across * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<bool> line = ink.AsSpan(y * width, width);
            ReadOnlySpan<int> above = _sums.AsSpan(y * across, across);
            Span<int> sums = _sums.AsSpan((y + 1) * across, across);
            above.CopyTo(sums);
            int first = line.IndexOf(true);
            for (int x = Math.Max(0, first), row = 0; first >= 0 && x < width; x++)
            {
                row += line[x] ? 1 : 0;
                sums[x + 1] += row;
            }
        }
    }

    /// <param name="page">As a viewer shows it.</param>
    /// <param name="textless">Without its text.</param>
    /// <returns>Null where the two are not pictures of one page.</returns>
    public static TextInk? Between(PagePicture page, PagePicture textless)
    {
        if ((page.Width, page.Height) != (textless.Width, textless.Height))
            return null;
        bool[] ink = new bool[page.Width * page.Height];
        for (int y = 0; y < page.Height; y++)
        {
            ReadOnlySpan<byte> a = page.Row(y), b = textless.Row(y);
            // Most rows of pixels have no text, or little of it.
            int same = a.CommonPrefixLength(b);
            Span<bool> row = ink.AsSpan(y * page.Width, page.Width);
            for (int x = same / PagePicture.Channels, at = x * PagePicture.Channels; x < row.Length; x++, at += PagePicture.Channels)
                row[x] = Differ(a[at], b[at]) || Differ(a[at + 1], b[at + 1]) || Differ(a[at + 2], b[at + 2]);
        }

        return new TextInk(page.Width, page.Height, page.PixelsPerPoint, ink);
    }

    /// <summary>Number of pixels in a box.</summary>
    public int Count(Box box)
    {
        (int left, int top, int right, int bottom) = Pixels(box);
        return right <= left || bottom <= top ? 0 : At(right, bottom) - At(left, bottom) - At(right, top) + At(left, top);
    }

    /// <summary>Share of a box's pixels, 0 to 1.</summary>
    public double Share(Box box)
    {
        (int left, int top, int right, int bottom) = Pixels(box);
        return right <= left || bottom <= top ? 0 : (double)Count(box) / ((right - left) * (bottom - top));
    }

    /// <summary>The ink outside boxes, as an image of 8 bits, black on white; null where there is too little for a letter.</summary>
    public PixHandle? Outside(IEnumerable<Box> boxes)
    {
        bool[] left = Without(boxes);
        return left.AsSpan().Count(true) < PagePicture.MinInk ? null : Pictures.BlackWhere(left, _width, _height);
    }

    private bool[] Without(IEnumerable<Box> boxes)
    {
        bool[] left = [.. _ink];
        foreach (Box box in boxes)
        {
            (int from, int top, int to, int bottom) = Pixels(box);
            for (int y = top; y < bottom && to > from; y++)
                left.AsSpan(y * _width + from, to - from).Clear();
        }

        return left;
    }

    private static bool Differ(byte a, byte b) => Math.Abs(a - b) > Threshold;

    private (int Left, int Top, int Right, int Bottom) Pixels(Box box) => (
        Math.Clamp((int)Math.Floor(box.Left * _scale), 0, _width), Math.Clamp((int)Math.Floor(box.Top * _scale), 0, _height),
        Math.Clamp((int)Math.Ceiling(box.Right * _scale), 0, _width), Math.Clamp((int)Math.Ceiling(box.Bottom * _scale), 0, _height));

    private int At(int x, int y) => _sums[y * (_width + 1) + x];
}
