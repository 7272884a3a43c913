using System.Text;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// Tokenizes the operands and operators of a page's content stream, without parsing strings, dictionaries and inline images.
/// </summary>
internal ref struct ContentLexer(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> _content = content;

    /// <summary>First byte after the token.</summary>
    public int Position { get; private set; }

    /// <summary>The token, where it is a word or a number; empty for others.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Whether the token is an operator.</summary>
    public bool IsOperator { get; private set; }

    /// <summary>Goes to the next token.</summary>
    public bool Next()
    {
        SkipSpace();
        if (Position >= _content.Length)
            return false;
        (Token, IsOperator) = ("", false);
        switch (_content[Position])
        {
            case (byte)'(':
                SkipString();
                break;
            case (byte)'<' when Position + 1 < _content.Length && _content[Position + 1] != '<':
                SkipTo((byte)'>');
                break;
            case (byte)'/':
                Position++;
                _ = Word();
                break;
            case (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'<' or (byte)'>' or (byte)')':
                Position++;
                break;
            default:
                Token = Word();
                IsOperator = Token[0] is not ((>= '0' and <= '9') or '+' or '-' or '.') && Token is not ("true" or "false" or "null");
                if (Token == "ID")
                    SkipInlineImage();
                break;
        }

        return true;
    }

    private static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsDelimiter(byte b) =>
        b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private string Word()
    {
        int start = Position;
        while (Position < _content.Length && !IsSpace(_content[Position]) && !IsDelimiter(_content[Position]))
            Position++;
        return Encoding.Latin1.GetString(_content[start..Position]);
    }

    private void SkipSpace()
    {
        while (Position < _content.Length && (IsSpace(_content[Position]) || _content[Position] == '%'))
        {
            if (_content[Position] == '%')
            {
                while (Position < _content.Length && _content[Position] is not (10 or 13))
                    Position++;
            }
            else
            {
                Position++;
            }
        }
    }

    private void SkipString()
    {
        int depth = 0;
        do
        {
            switch (_content[Position])
            {
                case (byte)'\\': Position++; break;
                case (byte)'(': depth++; break;
                case (byte)')': depth--; break;
            }

            Position++;
        }
        while (depth > 0 && Position < _content.Length);
        Position = Math.Min(Position, _content.Length);
    }

    private void SkipTo(byte end)
    {
        while (Position < _content.Length && _content[Position] != end)
            Position++;
        Position = Math.Min(Position + 1, _content.Length);
    }

    /// <summary>Its bytes may be arbitrary; it ends with an EI that stands alone.</summary>
    private void SkipInlineImage()
    {
        for (Position++; Position + 2 < _content.Length; Position++)
        {
            if (IsSpace(_content[Position]) && _content[Position + 1] == 'E' && _content[Position + 2] == 'I'
                && (Position + 3 == _content.Length || IsSpace(_content[Position + 3])))
            {
                Position += 3;
                return;
            }
        }

        Position = _content.Length;
    }
}
