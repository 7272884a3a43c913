using System.Buffers.Binary;

namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>
/// Tesseract's <c>.traineddata</c> container (<c>TessdataManager</c>): the number of entries, an offset for each (-1 for none), then the
/// components, all little-endian.
/// </summary>
internal static class TraineddataFile
{
    /// <summary><c>TESSDATA_LANG_CONFIG</c>: variables that the model sets, one a line.</summary>
    public const int LanguageConfiguration = 0;

    /// <summary><c>TESSDATA_LSTM</c>: the network of the LSTM recognizer.</summary>
    public const int Lstm = 17;

    private const int MaxEntries = 64;

    /// <returns>Null where the model has no such component.</returns>
    /// <exception cref="InvalidDataException">The file is not such a container.</exception>
    public static byte[]? Read(string file, int component)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> head = stackalloc byte[sizeof(int)];
        stream.ReadExactly(head);
        int entries = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (entries is <= 0 or > MaxEntries)
            throw new InvalidDataException($"The model declares {entries} components.");
        byte[] table = new byte[entries * sizeof(long)];
        stream.ReadExactly(table);
        long[] offsets = [.. table.Chunk(sizeof(long)).Select(entry => BinaryPrimitives.ReadInt64LittleEndian(entry))];
        if (component >= entries || offsets[component] < 0)
            return null;

        long end = offsets.Where(offset => offset > offsets[component]).Append(stream.Length).Min();
        if (offsets[component] > stream.Length || end > stream.Length)
            throw new InvalidDataException("The model ends within a component.");
        byte[] content = new byte[end - offsets[component]];
        stream.Position = offsets[component];
        stream.ReadExactly(content);
        return content;
    }
}
