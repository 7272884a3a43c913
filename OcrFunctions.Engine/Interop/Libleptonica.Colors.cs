namespace OcrFunctions.Engine.Interop;

/// <summary>Conversion of palettes.</summary>
internal static partial class Libleptonica
{
    /// <summary>To 1 bit, gray or color, depending on the palette's content.</summary>
    internal const int REMOVE_CMAP_BASED_ON_SRC = 4;
}
