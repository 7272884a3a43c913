using System.Text;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Makes the text of a content stream invisible by its text rendering modes, so that every position stays: 3 shows nothing, and 7, which
/// only clips, stands for the modes that also clip. Glyphs of Type 3 fonts vanish with it, pictures among them.
/// </summary>
internal static class InvisibleRendering
{
    private const int Clip = 4;

    /// <summary>The operators that begin a page or form on which no text is visible.</summary>
    public static ReadOnlySpan<byte> Start => "3 Tr\n"u8;

    /// <returns>The content with other modes; null where it sets none.</returns>
    public static byte[]? Apply(ReadOnlySpan<byte> content)
    {
        // Most pages set no mode, and the search is faster than the lexer.
        if (content.IndexOf("Tr"u8) < 0)
            return null;
        var changed = new MemoryStream(content.Length);
        var lexer = new ContentLexer(content);
        int operands = 0, written = 0;
        string last = "";
        while (lexer.Next())
        {
            if (!lexer.IsOperator)
            {
                last = lexer.Token;
                continue;
            }

            if (lexer.Token == "Tr")
            {
                changed.Write(content[written..operands]);
                changed.Write(Encoding.ASCII.GetBytes(int.TryParse(last, out int mode) && mode >= Clip ? " 7 Tr" : " 3 Tr"));
                written = lexer.Position;
            }

            operands = lexer.Position;
        }

        changed.Write(content[written..]);
        return written == 0 ? null : changed.ToArray();
    }
}
