using System.Text;

namespace OcrFunctions.Engine.Searchable;

/// <summary>Walks over the operands and operators of a page's drawing, without looking into strings, dictionaries and inline images.</summary>
internal ref struct ContentLexer(ReadOnlySpan<byte> drawing)
{
    private readonly ReadOnlySpan<byte> _drawing = drawing;

    /// <summary>First byte behind the token.</summary>
    public int Position { get; private set; }

    /// <summary>The token, where it is a word or a number; empty for others.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Whether the token is an operator.</summary>
    public bool IsOperator { get; private set; }

    /// <summary>Goes to the next token.</summary>
    public bool Next()
    {
        SkipSpace();
        if (Position >= _drawing.Length)
            return false;
        (Token, IsOperator) = ("", false);
        switch (_drawing[Position])
        {
            case (byte)'(':
                SkipString();
                break;
            case (byte)'<' when Position + 1 < _drawing.Length && _drawing[Position + 1] != '<':
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

    private static bool IsDelimiter(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private string Word()
    {
        int start = Position;
        while (Position < _drawing.Length && !IsSpace(_drawing[Position]) && !IsDelimiter(_drawing[Position]))
            Position++;
        return Encoding.Latin1.GetString(_drawing[start..Position]);
    }

    private void SkipSpace()
    {
        while (Position < _drawing.Length && (IsSpace(_drawing[Position]) || _drawing[Position] == '%'))
        {
            if (_drawing[Position] == '%')
            {
                while (Position < _drawing.Length && _drawing[Position] is not (10 or 13))
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
            switch (_drawing[Position])
            {
                case (byte)'\\': Position++; break;
                case (byte)'(': depth++; break;
                case (byte)')': depth--; break;
            }

            Position++;
        }
        while (depth > 0 && Position < _drawing.Length);
        Position = Math.Min(Position, _drawing.Length);
    }

    private void SkipTo(byte end)
    {
        while (Position < _drawing.Length && _drawing[Position] != end)
            Position++;
        Position = Math.Min(Position + 1, _drawing.Length);
    }

    /// <summary>Its bytes may look like anything; it ends with an EI that stands alone.</summary>
    private void SkipInlineImage()
    {
        for (Position++; Position + 2 < _drawing.Length; Position++)
        {
            if (IsSpace(_drawing[Position]) && _drawing[Position + 1] == 'E' && _drawing[Position + 2] == 'I' && (Position + 3 == _drawing.Length || IsSpace(_drawing[Position + 3])))
            {
                Position += 3;
                return;
            }
        }

        Position = _drawing.Length;
    }
}
