namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>
/// Where a build of libtesseract keeps the members of its class <c>NetworkIO</c>, in bytes from the object's start. They are private, so
/// only builds that were examined are listed.
/// </summary>
/// <param name="FloatData">Pointer to the outputs of a softmax.</param>
/// <param name="FloatRows">Number of steps that it has outputs for.</param>
/// <param name="FloatStride">Floats from one step's outputs to the next one's.</param>
/// <param name="IntData">Pointer to the pixels of a line as activations.</param>
/// <param name="IntRows">Number of those pixels.</param>
/// <param name="IntColumns">Number of features of each pixel.</param>
/// <param name="Bytes">Size of what is read of the object.</param>
internal sealed record NetworkIoLayout(
    int FloatData, int FloatRows, int FloatStride, int IntData, int IntRows, int IntColumns, int Bytes)
{
    private static readonly NetworkIoLayout Version5 = new(8, 20, 24, 40, 52, 56, 64);

    private static readonly Dictionary<string, NetworkIoLayout> ByBuildId = new(StringComparer.Ordinal)
    {
        // Debian 12, amd64: libtesseract5 5.3.0-2.
        ["8e691dc2817d3b40ba9e85e2980f66e34282c7d9"] = Version5,
    };

    /// <returns>Null for a build that is not known.</returns>
    public static NetworkIoLayout? Of(string? buildId) => buildId is null ? null : ByBuildId.GetValueOrDefault(buildId);
}
