using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// Removes from a content stream the operators that show invisible text (text rendering mode 3). All else stays byte by byte. The
/// mode is carried over from one stream of a page to the next.
/// </summary>
internal sealed class InvisibleTextFilter
{
    private const int Invisible = 3;

    private readonly Stack<int> _savedModes = new();
    private int _mode;

    /// <returns>The content without invisible text; null where there was none.</returns>
    public byte[]? Apply(ReadOnlySpan<byte> content)
    {
        var kept = new MemoryStream(content.Length);
        var lexer = new ContentLexer(content);
        int operands = 0, written = 0;
        bool changed = false;
        string last = "";
        while (lexer.Next())
        {
            if (!lexer.IsOperator)
            {
                last = lexer.Token;
                continue;
            }

            switch (lexer.Token)
            {
                case "q":
                    _savedModes.Push(_mode);
                    break;
                case "Q":
                    _mode = _savedModes.Count > 0 ? _savedModes.Pop() : 0;
                    break;
                case "Tr":
                    _mode = int.TryParse(last, NumberStyles.Integer, CultureInfo.InvariantCulture, out int mode) ? mode : _mode;
                    break;
                case "Tj" or "TJ" or "'" or "\"" when _mode == Invisible:
                    kept.Write(content[written..operands]);
                    // The two operators that also move to the next line still do that.
                    kept.Write(Encoding.ASCII.GetBytes(lexer.Token is "'" or "\"" ? " T* " : " "));
                    written = lexer.Position;
                    changed = true;
                    break;
            }

            operands = lexer.Position;
        }

        if (!changed)
            return null;
        kept.Write(content[written..]);
        return kept.ToArray();
    }
}
