using System.Globalization;
using System.Text;
using OcrFunctions.Engine.Pdf;

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

    /// <returns>The content without invisible text; null where there was none to remove.</returns>
    public byte[]? Apply(ReadOnlySpan<byte> content)
    {
        var removed = new List<Removal>();
        // Removed text no longer moves what follows on its line, so it has to be followed by an operator that sets the position.
        int pending = 0;
        var lexer = new ContentLexer(content);
        int operands = 0;
        string last = "", spacing = "";
        while (lexer.Next())
        {
            if (!lexer.IsOperator)
            {
                if (lexer.Token.Length > 0)
                    (spacing, last) = ($"{last} Tw {lexer.Token} Tc", lexer.Token);
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
                case "BT" or "ET" or "Td" or "TD" or "Tm" or "T*":
                    pending = 0;
                    break;
                case "Tj" or "TJ" or "'" or "\"" when _mode == Invisible:
                    pending = lexer.Token is "'" or "\"" ? 1 : pending + 1;
                    removed.Add(new Removal(operands, lexer.Position, InsteadOf(lexer.Token, spacing)));
                    break;
                case "Tj" or "TJ":
                    removed.RemoveRange(removed.Count - pending, pending);
                    pending = 0;
                    break;
                case "'" or "\"":
                    pending = 0;
                    break;
            }

            operands = lexer.Position;
        }

        return removed.Count == 0 ? null : Without(content, removed);
    }

    /// <summary>The two operators that also move to the next line, and one of them sets spaces, still do that.</summary>
    private static string InsteadOf(string token, string spacing) => token switch
    {
        "'" => " T* ",
        "\"" => $" {spacing} T* ",
        _ => " ",
    };

    private static byte[] Without(ReadOnlySpan<byte> content, List<Removal> removed)
    {
        var kept = new MemoryStream(content.Length);
        int written = 0;
        foreach (Removal one in removed)
        {
            kept.Write(content[written..one.Start]);
            kept.Write(Encoding.ASCII.GetBytes(one.Replacement));
            written = one.End;
        }

        kept.Write(content[written..]);
        return kept.ToArray();
    }

    /// <param name="Start">Offset of the first operand.</param>
    /// <param name="End">Offset after the operator.</param>
    /// <param name="Replacement">Operators in its place.</param>
    private readonly record struct Removal(int Start, int End, string Replacement);
}
