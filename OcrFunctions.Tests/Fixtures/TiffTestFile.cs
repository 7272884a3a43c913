using System.Buffers.Binary;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes uncompressed gray TIFFs of one or more pages, in all four layouts of the format.</summary>
internal sealed class TiffTestFile(bool bigEndian = false, bool bigTiff = false)
{
    private const int Short = 3, Long = 4, Rational = 5, Long8 = 16;

    private readonly List<byte> _file = [];

    /// <param name="pages">In order.</param>
    /// <param name="lastPointsTo">Page (from 0) that the last page names as its next, for an endless chain; null for a proper end.</param>
    public byte[] Write(IReadOnlyList<GrayImage> pages, int? lastPointsTo = null)
    {
        _file.AddRange(bigEndian ? "MM"u8 : "II"u8);
        Add(bigTiff ? 43 : 42, 2);
        if (bigTiff)
        {
            Add(8, 2);
            Add(0, 2);
        }

        int link = _file.Count;
        Offset(0);
        var directories = new List<int>();
        foreach (GrayImage page in pages)
        {
            (int directory, int next) = AddPage(page);
            Patch(link, directory);
            directories.Add(directory);
            link = next;
        }

        if (lastPointsTo is { } index)
            Patch(link, directories[index]);
        return [.. _file];
    }

    private (int Directory, int NextLink) AddPage(GrayImage page)
    {
        int strip = _file.Count;
        _file.AddRange(page.Pixels);
        int across = AddRational(page.DpiAcross), down = AddRational(page.DpiDown);
        (int Tag, int Type, long Value)[] entries =
        [
            (256, Long, page.Width), (257, Long, page.Height), (258, Short, 8), (259, Short, 1), (262, Short, 1),
            (273, Long, strip), (277, Short, 1), (278, Long, page.Height), (279, Long, page.Pixels.Length),
            .. page.DpiAcross == 0 ? Array.Empty<(int, int, long)>() : [(282, Rational, across), (283, Rational, down), (296, Short, 2)],
        ];
        if (_file.Count % 2 == 1)
            _file.Add(0);
        int directory = _file.Count;
        Add(entries.Length, bigTiff ? 8 : 2);
        foreach ((int tag, int type, long value) in entries)
            AddEntry(tag, type, value);
        int link = _file.Count;
        Offset(0);
        return (directory, link);
    }

    private void AddEntry(int tag, int type, long value)
    {
        Add(tag, 2);
        Add(type, 2);
        Add(1, bigTiff ? 8 : 4);
        int room = bigTiff ? 8 : 4;
        if (type == Rational && bigTiff)
        {
            // Eight bytes are enough for the fraction itself.
            _file.AddRange(_file.GetRange((int)value, 8));
            return;
        }

        int size = type switch { Short => 2, Long8 => 8, _ => 4 };
        Add(value, size);
        for (int i = size; i < room; i++)
            _file.Add(0);
    }

    private int AddRational(int numerator)
    {
        int at = _file.Count;
        Add(numerator, 4);
        Add(1, 4);
        return at;
    }

    private void Offset(long value) => Add(value, bigTiff ? 8 : 4);

    private void Patch(int at, long value)
    {
        byte[] bytes = Bytes(value, bigTiff ? 8 : 4);
        for (int i = 0; i < bytes.Length; i++)
            _file[at + i] = bytes[i];
    }

    private void Add(long value, int size) => _file.AddRange(Bytes(value, size));

    private byte[] Bytes(long value, int size)
    {
        byte[] eight = new byte[8];
        if (bigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(eight, value);
            return eight[(8 - size)..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        return eight[..size];
    }
}
