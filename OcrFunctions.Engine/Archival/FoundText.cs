using System.Text;
using OcrFunctions.Engine.Pdf;

namespace OcrFunctions.Engine.Archival;

/// <summary>How often each letter is found in a PDF: enough to tell whether its text came through a conversion, and small for any number of pages.</summary>
internal sealed class FoundText
{
    private readonly Dictionary<char, long> _letters = [];

    public FoundText(string pdf)
    {
        using ToolProcess pdftotext = PdfTools.Start("pdftotext", pdf, "-");
        using var text = new StreamReader(pdftotext.Output, Encoding.UTF8);
        char[] buffer = new char[1 << 14];
        for (int length; (length = text.Read(buffer)) > 0;)
            foreach (char letter in buffer.AsSpan(0, length))
                if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
                    _letters[letter] = _letters.GetValueOrDefault(letter) + 1;
    }

    /// <summary>Part of the letters, 0 to 1, that another PDF does not have.</summary>
    public double LostIn(FoundText other)
    {
        long all = _letters.Values.Sum();
        return all == 0 ? 0 : _letters.Sum(letter => Math.Max(0, letter.Value - other._letters.GetValueOrDefault(letter.Key))) / (double)all;
    }
}
