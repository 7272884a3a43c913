using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A row of faint letters.</summary>
/// <param name="Letters">Connected components, in pixels of the image.</param>
/// <param name="Contrast">Their gray and the ground's.</param>
internal sealed record FaintRow(BoundingBox[] Letters, LetterContrast Contrast)
{
    public MissedTextRegion Region { get; init; } = ComponentRows.RegionOf(Letters);

    /// <summary>The row in the mirrored image.</summary>
    /// <param name="width">Of the image, in pixels.</param>
    public FaintRow Mirrored(double width) => this with
    {
        Region = Region with { Box = Region.Box with { Left = width - Region.Box.Right, Right = width - Region.Box.Left } },
    };
}
