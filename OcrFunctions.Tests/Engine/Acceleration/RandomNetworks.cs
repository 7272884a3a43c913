using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>Networks with random weights, and text lines of random pixels.</summary>
internal sealed class RandomNetworks(int seed)
{
    private readonly Random _random = new(seed);

    public LstmNetwork Network(int height, int summary, int[] sequence, int characters)
    {
        var layers = new List<LstmLayer>();
        int features = summary;
        foreach (int states in sequence)
        {
            layers.Add(Lstm(features, states, isReversed: layers.Count == 1));
            features = states;
        }

        return new LstmNetwork(
            height, Matrix(LstmNetwork.Features, LstmNetwork.Window * LstmNetwork.Window),
            Lstm(LstmNetwork.Features, summary, isReversed: false), layers, Matrix(characters, features), _random.Next());
    }

    /// <summary>Weights of all sizes up to the largest, and scales by which some sums saturate activations and others do not.</summary>
    public WeightMatrix Matrix(int outputs, int inputs)
    {
        int most = _random.Next(4) == 0 ? WeightMatrix.MaxValue : _random.Next(1, WeightMatrix.MaxValue + 1);
        sbyte[] weights = [.. Enumerable.Range(0, outputs * (inputs + 1)).Select(_ => (sbyte)_random.Next(-most, most + 1))];
        float[] scales = [.. Enumerable.Range(0, outputs).Select(_ => (float)(_random.NextDouble() * Math.Pow(10, -_random.Next(2, 6))))];
        return new WeightMatrix(outputs, inputs, weights, scales);
    }

    public sbyte[] Pixels(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (sbyte)_random.Next(-WeightMatrix.MaxValue, WeightMatrix.MaxValue + 1))];

    private LstmLayer Lstm(int inputs, int states, bool isReversed) =>
        new(inputs, states, Matrix(4 * states, inputs + states), isReversed);
}
