using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Encodes images as fax machines do, after ITU-T T.4 and T.6: pixels below 128 are black.</summary>
internal static class FaxCoding
{
    private const string EndOfLine = "000000000001", Pass = "0001", Horizontal = "001";

    /// <summary>By how far right of the edge above, from -3 on.</summary>
    private static readonly string[] Vertical = ["0000010", "000010", "010", "1", "011", "000011", "0000011"];

    /// <summary>Modified Huffman: each row independently, byte-aligned.</summary>
    public static byte[] Huffman(GrayImage image)
    {
        var bits = new StringBuilder();
        for (int y = 0; y < image.Height; y++)
        {
            Alone(bits, Row(image, y));
            bits.Append('0', (8 - bits.Length % 8) % 8);
        }

        return Bytes(bits);
    }

    /// <summary>
    /// Group 3, an EOL code before each row; every second row is coded relative to the previous one if <paramref name="twoDimensional"/>.
    /// </summary>
    public static byte[] Group3(GrayImage image, bool twoDimensional)
    {
        var bits = new StringBuilder();
        for (int y = 0; y < image.Height; y++)
        {
            bool alone = !twoDimensional || y % 2 == 0;
            bits.Append(EndOfLine).Append(twoDimensional ? alone ? "1" : "0" : "");
            if (alone)
                Alone(bits, Row(image, y));
            else
                ByRowAbove(bits, Row(image, y), Row(image, y - 1));
        }

        for (int i = 0; i < 6; i++)
            bits.Append(EndOfLine).Append(twoDimensional ? "1" : "");
        return Bytes(bits);
    }

    /// <summary>Group 4, which JBIG2 calls MMR: each row is coded relative to the one above.</summary>
    public static byte[] Group4(GrayImage image)
    {
        var bits = new StringBuilder();
        for (int y = 0; y < image.Height; y++)
            ByRowAbove(bits, Row(image, y), y == 0 ? new bool[image.Width] : Row(image, y - 1));
        return Bytes(bits.Append(EndOfLine).Append(EndOfLine));
    }

    private static void Alone(StringBuilder bits, bool[] row)
    {
        bool black = false;
        for (int x = 0; x < row.Length; black = !black)
        {
            int end = Next(row, x, !black);
            bits.Append(FaxCodes.Run(end - x, black));
            x = end;
        }
    }

    private static void ByRowAbove(StringBuilder bits, bool[] row, bool[] above)
    {
        bool black = false;
        for (int at = -1; at < row.Length;)
        {
            int from = Math.Max(at, 0), edge = Next(row, from, !black);
            int edgeAbove = EdgeAbove(above, at, black), nextAbove = Next(above, edgeAbove, black);
            if (nextAbove < edge)
            {
                bits.Append(Pass);
                at = nextAbove;
            }
            else if (Math.Abs(edge - edgeAbove) <= 3)
            {
                bits.Append(Vertical[edge - edgeAbove + 3]);
                (at, black) = (edge, !black);
            }
            else
            {
                int end = Next(row, edge, black);
                bits.Append(Horizontal).Append(FaxCodes.Run(edge - from, black)).Append(FaxCodes.Run(end - edge, !black));
                at = end;
            }
        }
    }

    /// <summary>Where, right of a position, the row above changes from this color to the other; before its start it is white.</summary>
    private static int EdgeAbove(bool[] above, int at, bool black)
    {
        int x = at + 1;
        while (x < above.Length && !(above[x] != black && (x > 0 && above[x - 1]) == black))
            x++;
        return x;
    }

    /// <summary>The first pixel of a color, starting at a position; the row's end if there is none.</summary>
    private static int Next(bool[] row, int from, bool black)
    {
        while (from < row.Length && row[from] != black)
            from++;
        return from;
    }

    private static bool[] Row(GrayImage image, int y) =>
        [.. image.Pixels.AsSpan(y * image.Width, image.Width).ToArray().Select(pixel => pixel < 128)];

    private static byte[] Bytes(StringBuilder bits) =>
        [.. bits.ToString().Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '0'), 2))];
}
