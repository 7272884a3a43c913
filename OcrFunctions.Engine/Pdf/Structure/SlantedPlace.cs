namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Where a glyph stands on a slanted line: its upright box tells neither where it begins nor how large it is.</summary>
/// <param name="X">Beginning of its baseline, in points as a viewer shows the page.</param>
/// <param name="Y">Beginning of its baseline, in points.</param>
/// <param name="Advance">Points along the baseline to its end.</param>
/// <param name="Size">Font size in points.</param>
/// <param name="Ascent">Points from the baseline up to its top.</param>
/// <param name="Descent">Points from the baseline up to its bottom; negative where it reaches below.</param>
internal sealed record SlantedPlace(double X, double Y, double Advance, double Size, double Ascent, double Descent)
{
    /// <summary>
    /// Degrees off the horizontal or vertical from which a line is slanted: at half a degree poppler still keeps a line of a page's width
    /// together, at one it breaks it.
    /// </summary>
    private const double MinDegrees = 0.5;

    /// <param name="degrees">Direction of a line.</param>
    public static bool IsSlanted(double degrees) => Math.Abs(degrees - 90 * Math.Round(degrees / 90)) > MinDegrees;
}
