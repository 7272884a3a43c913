using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.Searchable;

/// <summary>
/// Takes the operators out of drawing that show text without ink (text rendering mode 3). All else stays byte by byte. It remembers the
/// mode from one stream of a page to the next.
/// </summary>
internal sealed class HiddenTextFilter
{
    private const int Invisible = 3;

    private readonly Stack<int> _saved = new();
    private int _mode;

    /// <returns>The drawing without hidden text; null where there was none.</returns>
    public byte[]? Apply(ReadOnlySpan<byte> drawing)
    {
        var kept = new MemoryStream(drawing.Length);
        var lexer = new ContentLexer(drawing);
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
                    _saved.Push(_mode);
                    break;
                case "Q":
                    _mode = _saved.Count > 0 ? _saved.Pop() : 0;
                    break;
                case "Tr":
                    _mode = int.TryParse(last, NumberStyles.Integer, CultureInfo.InvariantCulture, out int mode) ? mode : _mode;
                    break;
                case "Tj" or "TJ" or "'" or "\"" when _mode == Invisible:
                    kept.Write(drawing[written..operands]);
                    // The two that also go to the next line still do that.
                    kept.Write(Encoding.ASCII.GetBytes(lexer.Token is "'" or "\"" ? " T* " : " "));
                    written = lexer.Position;
                    changed = true;
                    break;
            }

            operands = lexer.Position;
        }

        if (!changed)
            return null;
        kept.Write(drawing[written..]);
        return kept.ToArray();
    }
}
