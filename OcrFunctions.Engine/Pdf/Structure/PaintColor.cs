using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Core;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>A color as all viewers show it, about: red, green and blue from 0 to 1.</summary>
internal readonly record struct PaintColor(double Red, double Green, double Blue)
{
    /// <summary>
    /// Difference of a channel from which letters are seen. At 100 dpi half of it remains of thin ones, and viewers disagree about
    /// CMYK by a tenth or two.
    /// </summary>
    private const double Clear = 0.3;

    public static PaintColor White { get; } = new(1, 1, 1);

    public bool StandsOutFrom(PaintColor ground) => Math.Max(Math.Abs(Red - ground.Red),
        Math.Max(Math.Abs(Green - ground.Green), Math.Abs(Blue - ground.Blue))) >= Clear;

    /// <summary>The current color; null where its color space leaves it to the viewer, or to a profile, what it looks like.</summary>
    public static PaintColor? Of(CurrentGraphicsState state, bool isStroke)
    {
        (ColorSpaceDetails? space, IColor? color) = Current(state, isStroke);
        if (!IsSolid(state, isStroke) || space?.Type is not (ColorSpace.DeviceGray or ColorSpace.DeviceRGB or ColorSpace.DeviceCMYK))
            return null;
        // PdfPig has no color before one is set, which is black then.
        (double red, double green, double blue) = color?.ToRGBValues() ?? (0, 0, 0);
        return new PaintColor(red, green, blue);
    }

    /// <summary>Whether it is one color, not a pattern.</summary>
    public static bool IsSolid(CurrentGraphicsState state, bool isStroke) => Current(state, isStroke) is var (space, color)
        && space is not (null or UnsupportedColorSpaceDetails) && space.Type != ColorSpace.Pattern && color is not PatternColor;

    /// <summary>Whether what is drawn covers what is below it and nothing but its color changes the pixels.</summary>
    public static bool IsOpaque(CurrentGraphicsState state, bool isStroke) =>
        state is { BlendMode: BlendMode.Normal, SoftMask: null }
            && (isStroke ? state.AlphaConstantStroking : state.AlphaConstantNonStroking) >= 1;

    private static (ColorSpaceDetails? Space, IColor? Color) Current(CurrentGraphicsState state, bool isStroke) => isStroke
        ? (state.ColorSpaceContext?.CurrentStrokingColorSpace, state.CurrentStrokingColor)
        : (state.ColorSpaceContext?.CurrentNonStrokingColorSpace, state.CurrentNonStrokingColor);
}
