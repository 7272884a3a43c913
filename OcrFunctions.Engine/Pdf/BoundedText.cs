using System.Text;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Reads text that an untrusted document may make endless.</summary>
internal static class BoundedText
{
    /// <summary>Reads to the end, so that the writer never waits for a full pipe, and keeps the first characters.</summary>
    public static string ReadToEnd(TextReader reader, int kept)
    {
        var text = new StringBuilder();
        char[] buffer = new char[4_096];
        while (reader.Read(buffer) is > 0 and var count)
            text.Append(buffer, 0, Math.Min(count, kept - text.Length));
        return text.ToString();
    }
}
