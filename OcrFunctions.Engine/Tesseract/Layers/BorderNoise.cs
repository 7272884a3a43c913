using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary>
/// The noise with which Tesseract fills what the convolution sees beyond a line's edge: its generator <c>TRand</c>, started again for each
/// line (<c>LSTMRecognizer::SetRandomSeed</c>).
/// </summary>
internal struct BorderNoise
{
    private const ulong Multiplier = 48_271;
    private const ulong Modulus = int.MaxValue;

    private ulong _state;

    public BorderNoise(int sampleIteration)
    {
        _state = unchecked((ulong)(sampleIteration * 0x10000001L)) % Modulus;
        if (_state == 0)
            _state = 1;
        Next();
    }

    /// <returns>An activation, -127 to 127.</returns>
    public sbyte NextActivation()
    {
        double value = WeightMatrix.MaxValue * 2.0 * Next() / int.MaxValue - WeightMatrix.MaxValue;
        return (sbyte)(value >= 0 ? (int)(value + 0.5) : -(int)(-value + 0.5));
    }

    private int Next()
    {
        _state = _state * Multiplier % Modulus;
        return (int)_state;
    }
}
