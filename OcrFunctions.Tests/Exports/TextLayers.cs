using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Generated text layers, so that the expected words and positions are known.</summary>
internal static class TextLayers
{
    /// <summary>Writes the engine's input file.</summary>
    public static string Write(TestDocuments documents, params TextLayerPage[] pages)
    {
        string path = documents.NewPath("jsonl");
        File.WriteAllLines(path, pages.Select(page => JsonSerializer.Serialize(page, ProtocolJson.Options)));
        return path;
    }

    /// <summary>Lines of words, spread over a page by their number of letters.</summary>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="width">Width of the page as it is shown.</param>
    /// <param name="height">Height of the page as it is shown.</param>
    /// <param name="dpi">For an image.</param>
    /// <param name="skew">Degrees clockwise by which the lines are rotated about the page's center.</param>
    /// <param name="lines">Words separated by spaces.</param>
    public static TextLayerPage Page(int number, double width, double height, int? dpi = null, double skew = 0, params string[] lines)
    {
        var words = new List<TextLayerWord>();
        double letter = width / 60, high = letter * 1.8, top = height / 5;
        foreach (string line in lines)
        {
            double left = width / 6;
            string[] texts = line.Split(' ');
            for (int i = 0; i < texts.Length; i++)
            {
                double wide = letter * texts[i].Length;
                words.Add(new TextLayerWord(texts[i], Turned(left, top, wide, high, width / 2, height / 2, skew), i + 1 < texts.Length));
                left += wide + letter;
            }

            top += 2 * high;
        }

        return new TextLayerPage(number, width, height, dpi, words);
    }

    private static double[] Turned(double left, double top, double wide, double high, double middleX, double middleY, double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return [.. new[] { (left, top), (left + wide, top), (left + wide, top + high), (left, top + high) }.SelectMany(
            ((double X, double Y) corner) =>
        {
            (double x, double y) = (corner.X - middleX, corner.Y - middleY);
            return new[] { middleX + x * cos - y * sin, middleY + x * sin + y * cos };
        })];
    }
}
