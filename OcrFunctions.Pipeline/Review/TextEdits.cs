using System.Text;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>A text with some pieces of it replaced, and where the others are then. Pieces do not overlap.</summary>
internal sealed class TextEdits(string text)
{
    private readonly SortedList<int, (int Length, string By)> _edits = [];

    /// <summary>The text before.</summary>
    public string Before => text;

    public void Replace(TextSpan span, string by) => _edits[span.Offset] = (span.Length, by);

    /// <param name="from">First UTF-16 unit that goes.</param>
    /// <param name="to">First one that stays.</param>
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

    /// <summary>Where a piece of the text before stands after.</summary>
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
            // All of it lies before, or the position stands in the middle of what was replaced.
            moved += by.Length - Math.Min(length, position - offset);
        }

        return moved;
    }
}
