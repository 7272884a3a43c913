namespace OcrFunctions.Engine.Interop;

/// <summary>What becomes of a palette.</summary>
internal static partial class Libleptonica
{
    /// <summary>To one bit, to grey or to colour, by what the palette holds.</summary>
    internal const int REMOVE_CMAP_BASED_ON_SRC = 4;
}
