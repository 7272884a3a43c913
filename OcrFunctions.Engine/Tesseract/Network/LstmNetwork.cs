namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>
/// The network of Tesseract's fast models: <c>[1,H,0,1 Ct3,3,16 Mp3,3 LfysN Lfx.. Lrx.. LfxM O1cK]</c> in Tesseract's description
/// language (VGSL). A line of text goes through a convolution, a maximum over 3 by 3 pixels, an LSTM that sums each column up, LSTMs
/// along the line, and a softmax over the characters.
/// </summary>
/// <param name="Height">Height of a line in pixels, a multiple of 3.</param>
/// <param name="Convolution">From a pixel's 3 by 3 neighborhood, column after column, to 16 features.</param>
/// <param name="Summary">The LSTM from a column's top to its bottom, whose last output stands for the column.</param>
/// <param name="Sequence">The LSTMs along the line, in their order.</param>
/// <param name="Softmax">To one value for each character code.</param>
/// <param name="SampleIteration">Seed of the noise around a line.</param>
internal sealed record LstmNetwork(
    int Height, WeightMatrix Convolution, LstmLayer Summary, IReadOnlyList<LstmLayer> Sequence, WeightMatrix Softmax, int SampleIteration)
{
    /// <summary>Side of the convolution's neighborhood and of the square that the maximum is taken of, in pixels.</summary>
    public const int Window = 3;

    /// <summary>Features that the convolution gives.</summary>
    public const int Features = 16;

    private const int MaxHeight = 256;

    /// <summary>Kernels work on eight states at once.</summary>
    private const int StateMultiple = 8;

    public int Characters => Softmax.Outputs;

    /// <param name="file">A <c>.traineddata</c> file.</param>
    /// <exception cref="NotSupportedException">It has no such network.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static LstmNetwork Read(string file) =>
        Of(new NetworkReader(TraineddataFile.Read(file, TraineddataFile.Lstm)
            ?? throw new NotSupportedException("The model has no LSTM network.")));

    private static LstmNetwork Of(NetworkReader reader)
    {
        (NetworkLayer root, int sampleIteration) = reader.Read();
        if (root is not { Type: "Series", Children: [var input, var first, var pool, var transposed, .. var sequence, var last] }
            || input is not { Type: "Input", Sizes: [1, > 0 and < MaxHeight and var height, 0, 1, _] } || height % Window != 0
            || first is not { Type: "Series", Children: [{ Type: "Convolve", Sizes: [1, 1] }, { Type: "Tanh" } tanh] }
            || tanh.Weights is not [{ Inputs: Window * Window, Outputs: Features } convolution]
            || pool is not { Type: "Maxpool", Sizes: [Window, Window] }
            || transposed is not { Type: "XYTranspose", Children: [{ Type: "SummLSTM" } summary] }
            || last is not { Type: "Softmax", Weights: [var softmax] })
            throw new NotSupportedException("The network's layers are not those of Tesseract's fast models.");
        return Checked(new LstmNetwork(
            height, convolution, LstmOf(summary, isReversed: false), [.. sequence.Select(SequenceOf)], softmax, sampleIteration));
    }

    private static LstmLayer SequenceOf(NetworkLayer layer) => layer switch
    {
        { Type: "LSTM" } => LstmOf(layer, isReversed: false),
        { Type: "RTLReversed", Children: [{ Type: "LSTM" } reversed] } => LstmOf(reversed, isReversed: true),
        _ => throw new NotSupportedException($"The network has a layer of the type {layer.Type} along the line."),
    };

    private static LstmLayer LstmOf(NetworkLayer layer, bool isReversed)
    {
        WeightMatrix gates = WeightMatrix.Stack(layer.Weights);
        int states = layer.Weights[0].Outputs;
        return layer.Weights.All(gate => gate.Outputs == states && gate.Inputs == layer.Inputs + states)
            && states % StateMultiple == 0 && layer.Inputs % StateMultiple == 0
                ? new LstmLayer(layer.Inputs, states, gates, isReversed)
                : throw new NotSupportedException("The network has an LSTM of an unusual size.");
    }

    private static LstmNetwork Checked(LstmNetwork network)
    {
        int features = Features;
        foreach (LstmLayer layer in network.Sequence.Prepend(network.Summary))
        {
            if (layer.Inputs != features)
                throw Misfit();
            features = layer.States;
        }

        return network.Softmax.Inputs == features ? network : throw Misfit();
    }

    private static InvalidDataException Misfit() => new("The network's layers do not fit to each other.");
}
