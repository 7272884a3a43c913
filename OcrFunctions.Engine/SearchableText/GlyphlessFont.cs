using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Assets;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// A glyphless font, one for the whole file: a code of two bytes is the character of this number, half an em wide, and its glyph
/// is empty. So any script can be written, independently of the fonts of a machine.
/// </summary>
internal sealed class GlyphlessFont
{
    /// <summary>Width of every glyph, in thousandths of the font's size.</summary>
    public const int Width = 500;

    /// <summary>Unassigned codes: they stand for characters beyond two bytes, in the order in which these occur.</summary>
    private const int FirstSupplementary = 0xD800, SupplementaryCodes = 0x800;

    /// <summary>Maximum number of entries in a section of a map.</summary>
    private const int MaxInSection = 100;

    private const int UnitsPerEm = 1_000;

    private readonly PdfFileWriter _pdf;
    private readonly Dictionary<Rune, int> _supplementary = [];

    /// <summary>Meaning of the codes in use.</summary>
    private readonly SortedDictionary<int, Rune> _characters = [];

    private readonly int _toUnicode;

    /// <summary>Writes the font; the meaning of its codes is written by <see cref="End"/>.</summary>
    public GlyphlessFont(PdfFileWriter pdf)
    {
        _pdf = pdf;
        _toUnicode = pdf.Reserve();
        byte[] file = EmbeddedAsset.GlyphlessFont;
        int program = pdf.WriteDeflated($"/Length1 {file.Length}", stream => stream.Write(file));
        // A word's box reaches from its baseline to its font's size: its polygon, exactly.
        int descriptor = pdf.Write(
            $"<< /Type /FontDescriptor /FontName /Invisible /Flags 4 /FontBBox [0 0 {Width} {UnitsPerEm}] /ItalicAngle 0 /Ascent "
                + $"{UnitsPerEm} /Descent 0 "
            + $"/CapHeight {UnitsPerEm} /StemV 80 /FontFile2 {program} 0 R >>");
        int glyphs = pdf.WriteDeflated("", WriteGlyphMap);
        int descendant = pdf.Write(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invisible /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                + "/Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /DW {Width} /CIDToGIDMap {glyphs} 0 R >>");
        Number = pdf.Write(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /Invisible /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode "
                + $"{_toUnicode} 0 R >>");
    }

    /// <summary>Number of the font's object.</summary>
    public int Number { get; }

    /// <summary>
    /// Code of a character; that of the replacement character past the 2,048 that a file may have beyond the basic multilingual plane.
    /// </summary>
    public int CodeOf(Rune character)
    {
        // Zero and the two byte order marks are not text, and PDF/A forbids them.
        if (character.Value is 0 or 0xFEFF or 0xFFFE)
            character = Rune.ReplacementChar;
        if (!character.IsBmp)
            return SupplementaryCodeOf(character);
        _characters[character.Value] = character;
        return character.Value;
    }

    /// <summary>Writes the meaning of the codes, when all are known.</summary>
    public void End() => _pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(ToUnicode())), _toUnicode);

    private int SupplementaryCodeOf(Rune character)
    {
        if (_supplementary.TryGetValue(character, out int code))
            return code;
        if (_supplementary.Count == SupplementaryCodes)
            return CodeOf(Rune.ReplacementChar);
        _supplementary[character] = code = FirstSupplementary + _supplementary.Count;
        _characters[code] = character;
        return code;
    }

    private static void WriteGlyphMap(Stream file)
    {
        byte[] row = new byte[512];
        for (int i = 1; i < row.Length; i += 2)
            row[i] = 1;
        for (int i = 0; i < 256; i++)
            file.Write(row);
    }

    /// <summary>
    /// One entry for each code in use: ranges would be shorter to write, but Ghostscript 10 adds up the bytes of their ends.
    /// </summary>
    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
                + "/Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (KeyValuePair<int, Rune>[] section in _characters.Chunk(MaxInSection))
        {
            map.Append(CultureInfo.InvariantCulture, $"{section.Length} beginbfchar\n");
            foreach ((int code, Rune character) in section)
                map.Append(CultureInfo.InvariantCulture,
                    $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
