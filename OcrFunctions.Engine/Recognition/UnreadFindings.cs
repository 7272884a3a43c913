namespace OcrFunctions.Engine.Recognition;

/// <summary>Ink in no word, by what it may be.</summary>
/// <param name="Places">Looks like text: what stays unread here is reported.</param>
/// <param name="Lone">One or two letters beside a word that was read, as the digits in the columns of a table.</param>
/// <param name="Large">Rows far higher than the page's letters: a title, a mark, or part of a picture.</param>
internal sealed record UnreadFindings(IReadOnlyList<UnreadPlace> Places, IReadOnlyList<LoneLetter> Lone, IReadOnlyList<Box[]> Large)
{
    public static UnreadFindings None { get; } = new([], [], []);
}

/// <param name="Box">In pixels of the image.</param>
/// <param name="Letters">About how many.</param>
/// <param name="OnDark">Whether they are light on a dark ground.</param>
internal readonly record struct UnreadPlace(Box Box, int Letters, bool OnDark = false);
