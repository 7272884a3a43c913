using System.Text;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// A line recognizer of one character, written by hand as an ONNX file: it gives <c>I</c> for each step of 8 pixels that is mostly black.
/// Input: batch, 1, 32, width, from -1 (black) to 1. Output: batch, steps, 2 as logits.
/// </summary>
internal static class OnnxTestModel
{
    private const int Float = 1, Long = 7, Ints = 7, IrVersion = 8, Opset = 13;

    public static byte[] Write()
    {
        byte[] graph =
        [
            .. Message(1, Node("AveragePool", ["x"], "pooled", Attribute("kernel_shape", 32, 8), Attribute("strides", 32, 8))),
            .. Message(1, Node("Reshape", ["pooled", "shape"], "steps")),
            .. Message(1, Node("Mul", ["steps", "factors"], "y")),
            .. Text(2, "recognizer"),
            .. Message(5, [.. Number(1, 3), .. Number(2, Long), .. Longs(7, 1, -1, 1), .. Text(8, "shape")]),
            .. Message(5, [.. Number(1, 2), .. Number(2, Float), .. Floats(4, 10, -10), .. Text(8, "factors")]),
            .. Message(11, Value("x", "batch", 1, 32, "width")),
            .. Message(12, Value("y", "batch", "steps", 2)),
        ];
        return [.. Number(1, IrVersion), .. Message(7, graph), .. Message(8, Number(2, Opset))];
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) =>
        [
            .. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, type),
            .. attributes.SelectMany(one => Message(5, one)),
        ];

    private static byte[] Attribute(string name, params long[] values) =>
        [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, Ints)];

    private static byte[] Value(string name, params object[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(one => Message(1, one is string symbol ? Text(2, symbol) : Number(1, (int)one)))];
        return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, Float), .. Message(2, shape)]))];
    }

    private static byte[] Longs(int field, params long[] values) => Message(field, [.. values.SelectMany(Varint)]);

    private static byte[] Floats(int field, params float[] values) => Message(field, [.. values.SelectMany(BitConverter.GetBytes)]);

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint(field << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(long value)
    {
        ulong left = (ulong)value;
        for (; left > 0x7F; left >>= 7)
            yield return (byte)(left & 0x7F | 0x80);
        yield return (byte)left;
    }
}
