using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>Reads the LSTM component of a model, as <c>Network::DeSerialize</c> and <c>LSTMRecognizer::DeSerialize</c> do.</summary>
internal sealed class NetworkReader(byte[] component)
{
    private const int MaxDepth = 16;

    /// <summary><c>NF_LAYER_SPECIFIC_LR</c>: learning rates follow the children.</summary>
    private const int LayerSpecificLearningRates = 64;

    /// <summary><c>kInt8Flag</c>.</summary>
    private const int IntegerWeights = 1;

    /// <summary><c>kDoubleFlag</c>: scales are doubles, as in every model for Tesseract 4 and later.</summary>
    private const int DoubleScales = 128;

    private int _position;

    /// <returns>The tree, and the number of samples that the model was trained with, which seeds the noise around a line.</returns>
    /// <exception cref="NotSupportedException">It has layers or weights of another kind.</exception>
    /// <exception cref="InvalidDataException">It is cut or damaged.</exception>
    public (NetworkLayer Root, int SampleIteration) Read()
    {
        NetworkLayer root = ReadLayer(0);
        Text(); // the network's description
        Skip(2 * sizeof(int)); // training flags and iteration
        return (root, Int32());
    }

    private NetworkLayer ReadLayer(int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException("The network's layers are nested too deeply.");
        Skip(1); // the type as a number, which old models used
        string type = Text();
        Skip(2); // whether it trains and propagates back
        int flags = Int32(), inputs = Int32(), outputs = Int32();
        Skip(sizeof(int)); // number of weights
        Text(); // its name
        return type switch
        {
            "Series" or "RTLReversed" or "XYTranspose" =>
                new NetworkLayer(type, inputs, outputs, [], [], ReadChildren(flags, depth)),
            "Input" => new NetworkLayer(type, inputs, outputs, ReadNumbers(5), [], []),
            "Convolve" or "Maxpool" => new NetworkLayer(type, inputs, outputs, ReadNumbers(2), [], []),
            "LSTM" or "SummLSTM" => new NetworkLayer(type, inputs, outputs, ReadNumbers(1), ReadMatrices(4), []),
            "Tanh" or "Softmax" => new NetworkLayer(type, inputs, outputs, [], ReadMatrices(1), []),
            _ => throw new NotSupportedException($"The network has a layer of the type {type}."),
        };
    }

    private NetworkLayer[] ReadChildren(int flags, int depth)
    {
        var children = new NetworkLayer[Count(MaxDepth)];
        for (int i = 0; i < children.Length; i++)
            children[i] = ReadLayer(depth + 1);
        if ((flags & LayerSpecificLearningRates) != 0)
            Skip(Count(MaxDepth) * sizeof(float));
        return children;
    }

    private int[] ReadNumbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Int32())];

    private WeightMatrix[] ReadMatrices(int count) => [.. Enumerable.Range(0, count).Select(_ => ReadMatrix())];

    private WeightMatrix ReadMatrix()
    {
        if ((Take(1)[0] & (IntegerWeights | DoubleScales)) != (IntegerWeights | DoubleScales))
            throw new NotSupportedException("The network's weights are not integers.");
        int outputs = Count(ushort.MaxValue), columns = Count(ushort.MaxValue);
        Skip(1); // the value of an empty cell
        sbyte[] weights = MemoryMarshal.Cast<byte, sbyte>(Take(outputs * columns)).ToArray();
        int scales = Count(ushort.MaxValue);
        // Models converted by a Tesseract that pads them for its vectors have some scales more than rows.
        if (outputs == 0 || columns < 2 || scales < outputs || weights.Contains(sbyte.MinValue))
            throw new InvalidDataException("A matrix of the network has inconsistent sizes or values.");
        float[] read = [.. Enumerable.Range(0, scales).Select(_ => Scale())];
        return new WeightMatrix(outputs, columns - 1, weights, read[..outputs]);
    }

    private float Scale()
    {
        // Tesseract divides as doubles and keeps the quotient as a float.
        float scale = (float)(BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double))) / WeightMatrix.MaxValue);
        return float.IsFinite(scale) && scale >= 0 ? scale : throw new InvalidDataException("The network has an invalid scale.");
    }

    private string Text() => Encoding.Latin1.GetString(Take(Count(ushort.MaxValue)));

    private int Count(int most)
    {
        int count = Int32();
        return count >= 0 && count <= most ? count : throw new InvalidDataException($"The network has an invalid count, {count}.");
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private void Skip(int bytes) => Take(bytes);

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes < 0 || bytes > component.Length - _position)
            throw new InvalidDataException("The network ends early.");
        _position += bytes;
        return component.AsSpan(_position - bytes, bytes);
    }
}
