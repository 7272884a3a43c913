namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary>A network's forward pass over one line of text.</summary>
internal unsafe interface IForwardPass : IDisposable
{
    /// <summary>Height of a line in pixels.</summary>
    int Height { get; }

    /// <summary>Number of character codes.</summary>
    int Characters { get; }

    /// <param name="pixels">The line, row after row, -127 to 127.</param>
    /// <param name="width">Its width in pixels, at least 3; every third pixel gives a step.</param>
    /// <param name="outputs">Room for a probability for each character at each step.</param>
    /// <param name="stride">Distance from one step's probabilities to the next one's.</param>
    void Run(sbyte* pixels, int width, float* outputs, int stride);
}
