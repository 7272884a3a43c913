using System.Text;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>A text with some ranges replaced, and the new positions of the others. Ranges do not overlap.</summary>
internal sealed class TextEdits(string text)
{
    private readonly SortedList<int, (int Length, string By)> _edits = [];

    /// <summary>The text before.</summary>
    public string Before => text;

    public void Replace(TextSpan span, string by) => _edits[span.Offset] = (span.Length, by);

    /// <param name="from">First UTF-16 unit that is removed.</param>
    /// <param name="to">First one that is kept.</param>
    public void Remove(int from, int to)
    {
        if (to > from)
            _edits[from] = (to - from, "");
    }

    /// <summary>The text after.</summary>
    public string Text()
    {
        var result = new StringBuilder();
        int at = 0;
        foreach ((int offset, (int length, string by)) in _edits)
        {
            result.Append(text, at, offset - at).Append(by);
            at = offset + length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>New position of a range of the original text.</summary>
    public TextSpan Moved(TextSpan span)
    {
        int start = Moved(span.Offset);
        return new TextSpan(start, Moved(span.Offset + span.Length) - start);
    }

    private int Moved(int position)
    {
        int moved = position;
        foreach ((int offset, (int length, string by)) in _edits)
        {
            if (offset >= position)
                break;
            // All of it precedes the position, or the position is inside a replaced range.
            moved += by.Length - Math.Min(length, position - offset);
        }

        return moved;
    }
}
