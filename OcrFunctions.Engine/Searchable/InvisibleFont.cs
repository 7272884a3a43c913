using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.Searchable;

/// <summary>
/// A font without a single mark, one for the whole file: a code of two bytes is the character of this number, half an em wide, and its glyph
/// is empty. So any script can be written, and nothing depends on the fonts of a machine.
/// </summary>
internal sealed class InvisibleFont
{
    /// <summary>Width of every glyph, in thousandths of the font's size.</summary>
    public const int Width = 500;

    /// <summary>Codes of no character: they stand for those that have no number of two bytes, in the order in which these come.</summary>
    private const int FirstHigh = 0xD800, HighCodes = 0x800;

    /// <summary>Most entries that a section of a map may have.</summary>
    private const int MostInMap = 100;

    private const int UnitsPerEm = 1_000;

    private readonly PdfFileWriter _pdf;
    private readonly Dictionary<Rune, int> _high = [];

    /// <summary>What the codes that are used mean.</summary>
    private readonly SortedDictionary<int, Rune> _characters = [];

    private readonly int _unicode;

    /// <summary>Writes the font; what its codes mean is written by <see cref="End"/>.</summary>
    public InvisibleFont(PdfFileWriter pdf)
    {
        _pdf = pdf;
        _unicode = pdf.Reserve();
        int program = pdf.WriteDeflated($"/Length1 {Program.Length}", file => file.Write(Program));
        // A word's box reaches from its baseline to its font's size: its polygon, exactly.
        int descriptor = pdf.Write(
            $"<< /Type /FontDescriptor /FontName /Invisible /Flags 4 /FontBBox [0 0 {Width} {UnitsPerEm}] /ItalicAngle 0 /Ascent {UnitsPerEm} /Descent 0 "
            + $"/CapHeight {UnitsPerEm} /StemV 80 /FontFile2 {program} 0 R >>");
        int glyphs = pdf.WriteDeflated("", OneGlyphForAll);
        int descendant = pdf.Write(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invisible /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /DW {Width} /CIDToGIDMap {glyphs} 0 R >>");
        Number = pdf.Write($"<< /Type /Font /Subtype /Type0 /BaseFont /Invisible /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {_unicode} 0 R >>");
    }

    /// <summary>Number of the font's object.</summary>
    public int Number { get; }

    /// <summary>Code of a character; past the 2,048 that a file may have beyond the first plane, that of the replacement character.</summary>
    public int CodeOf(Rune character)
    {
        // Zero and the two byte order marks are no text, and PDF/A forbids them.
        if (character.Value is 0 or 0xFEFF or 0xFFFE)
            character = Rune.ReplacementChar;
        if (!character.IsBmp)
            return HighCodeOf(character);
        _characters[character.Value] = character;
        return character.Value;
    }

    /// <summary>Writes what the codes mean, when all are known.</summary>
    public void End() => _pdf.WriteDeflated("", file => file.Write(Encoding.ASCII.GetBytes(ToUnicode())), _unicode);

    private int HighCodeOf(Rune character)
    {
        if (_high.TryGetValue(character, out int code))
            return code;
        if (_high.Count == HighCodes)
            return CodeOf(Rune.ReplacementChar);
        _high[character] = code = FirstHigh + _high.Count;
        _characters[code] = character;
        return code;
    }

    private static void OneGlyphForAll(Stream file)
    {
        byte[] row = new byte[512];
        for (int i = 1; i < row.Length; i += 2)
            row[i] = 1;
        for (int i = 0; i < 256; i++)
            file.Write(row);
    }

    /// <summary>
    /// One entry for each code that is used: whole ranges would be shorter to write, but Ghostscript 10 adds up the bytes of their ends.
    /// </summary>
    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (KeyValuePair<int, Rune>[] some in _characters.Chunk(MostInMap))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach ((int code, Rune character) in some)
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    /// <summary>A TrueType font of two glyphs that have no outline.</summary>
    private static readonly byte[] Program = MakeProgram();

    private static byte[] MakeProgram()
    {
        const int glyphs = 2;
        (string Tag, byte[] Data)[] tables =
        [
            ("glyf", new byte[4]),
            ("head", Shorts(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UnitsPerEm, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Width, UnitsPerEm, 0, 8, 2, 0, 0)),
            ("hhea", Shorts(1, 0, UnitsPerEm, 0, 0, Width, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, glyphs)),
            ("hmtx", Shorts(Width, 0, Width, 0)),
            ("loca", Shorts(0, 0, 0)),
            ("maxp", Shorts(1, 0, glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        ];
        var file = new List<byte>();
        file.AddRange(Shorts(1, 0, tables.Length, 64, 2, tables.Length * 16 - 64));
        int offset = file.Count + 16 * tables.Length;
        foreach ((string tag, byte[] data) in tables)
        {
            file.AddRange(Encoding.ASCII.GetBytes(tag));
            file.AddRange(Long(Sum(data)));
            file.AddRange(Long((uint)offset));
            file.AddRange(Long((uint)data.Length));
            offset += Padded(data).Length;
        }

        foreach ((_, byte[] data) in tables)
            file.AddRange(Padded(data));
        return [.. file];
    }

    private static byte[] Padded(byte[] data) => [.. data, .. new byte[(4 - data.Length % 4) % 4]];

    private static uint Sum(byte[] data)
    {
        uint sum = 0;
        byte[] padded = Padded(data);
        for (int i = 0; i < padded.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(i));
        return sum;
    }

    private static byte[] Long(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Shorts(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        return bytes;
    }
}
