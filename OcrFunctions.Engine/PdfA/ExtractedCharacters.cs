using System.Text;
using OcrFunctions.Engine.Pdf;

namespace OcrFunctions.Engine.PdfA;

/// <summary>Letter counts of a PDF: enough to tell whether its text survived a conversion, and small for any number of pages.</summary>
internal sealed class ExtractedCharacters
{
    private const char FirstLigature = '\uFB00', LastLigature = '\uFB06';

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    private readonly Dictionary<char, long> _letters = [];

    public ExtractedCharacters(string pdf)
    {
        using ToolProcess pdftotext = PdfTools.Start("pdftotext", pdf, "-");
        using var text = new StreamReader(pdftotext.Output, Encoding.UTF8);
        char[] buffer = new char[1 << 14];
        for (int length; (length = text.Read(buffer)) > 0;)
            foreach (char letter in buffer.AsSpan(0, length))
                Count(letter);
    }

    private void Count(char letter)
    {
        // One font's map gives a Latin ligature as one letter, another's as two.
        foreach (char one in letter is >= FirstLigature and <= LastLigature ? Ligatures[letter - FirstLigature] : letter.ToString())
            if (!char.IsWhiteSpace(one) && !char.IsControl(one))
                _letters[one] = _letters.GetValueOrDefault(one) + 1;
    }

    /// <summary>Fraction of the letters, 0 to 1, that are missing from another PDF.</summary>
    public double LostIn(ExtractedCharacters other)
    {
        long all = _letters.Values.Sum();
        return all == 0 ? 0
            : _letters.Sum(letter => Math.Max(0, letter.Value - other._letters.GetValueOrDefault(letter.Key))) / (double)all;
    }
}
