namespace OcrFunctions.Tests.Fixtures;

/// <summary>Makes JPEGs of the kinds that no encoder here writes, from a baseline one.</summary>
internal static class JpegTestFile
{
    private const byte Baseline = 0xC0, Extended = 0xC1, LosslessFrame = 0xC3, Quantization = 0xDB, StartOfScan = 0xDA;
    private const int TableLength = 65;

    /// <summary>The same image with 12 bits a sample: its coefficients are multiplied by 16 when they are decoded.</summary>
    public static byte[] Of12Bits(byte[] jpeg) => Change(jpeg, (marker, segment) => marker switch
    {
        Baseline => (Extended, [12, .. segment[1..]]),
        Quantization => (marker, [.. segment.Chunk(TableLength).SelectMany(SixteenFold)]),
        _ => (marker, segment),
    });

    /// <summary>A file that says that it is lossless.</summary>
    public static byte[] Lossless(byte[] jpeg) =>
        Change(jpeg, (marker, segment) => (marker == Baseline ? LosslessFrame : marker, segment));

    /// <summary>A table of 16-bit numbers; the first byte says that they are, and the table's number.</summary>
    private static byte[] SixteenFold(byte[] table) =>
        [(byte)(0x10 | table[0]), .. table.Skip(1).SelectMany(value => new[] { (byte)(value >> 4), (byte)(value << 4) })];

    private static byte[] Change(byte[] jpeg, Func<byte, byte[], (byte Marker, byte[] Segment)> change)
    {
        var file = new List<byte>(jpeg[..2]);
        int at = 2;
        for (int length; jpeg[at + 1] != StartOfScan; at += 2 + length)
        {
            length = jpeg[at + 2] << 8 | jpeg[at + 3];
            (byte marker, byte[] segment) = change(jpeg[at + 1], jpeg[(at + 4)..(at + 2 + length)]);
            file.AddRange([0xFF, marker, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2), .. segment]);
        }

        return [.. file, .. jpeg[at..]];
    }
}
