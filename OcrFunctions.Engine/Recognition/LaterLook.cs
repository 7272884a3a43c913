namespace OcrFunctions.Engine.Recognition;

/// <summary>What another look at ink that was not read has given.</summary>
/// <param name="Name">Of the look, as passes are named.</param>
/// <param name="Found">All that was read, in pixels of the image.</param>
/// <param name="Lines">What of it is new and believed.</param>
internal sealed record LaterLook(string Name, Reading Found, IReadOnlyList<ReadLine> Lines)
{
    /// <summary>Places that look like text and could not be read.</summary>
    public IReadOnlyList<UnreadPlace> Unread { get; init; } = [];

    public bool IsKept => Lines.Count > 0;
}
