using System.Text;
using System.Xml;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Text that is valid in XML 1.0.</summary>
internal static class XmlText
{
    /// <summary>How exports are written: UTF-8 without a byte order mark, from sanitized texts.</summary>
    public static XmlWriterSettings Settings { get; } =
        new()
        {
            Async = true,
            Encoding = new UTF8Encoding(false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            CheckCharacters = false
        };

    /// <summary>The text with characters that are invalid in XML (control characters, unpaired surrogates) replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (char c in text)
            if (!XmlConvert.IsXmlChar(c))
                return false;
        return true;
    }
}
