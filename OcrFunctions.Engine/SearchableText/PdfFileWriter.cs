using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Writes a PDF object by object; only the offset of each is kept.</summary>
internal sealed class PdfFileWriter : IDisposable
{
    private const int FreeGeneration = 65_535;

    private readonly FileStream _file;

    /// <summary>Offset of each object, from number 1; 0 for one that is not written yet.</summary>
    private readonly List<long> _offsets = [];

    public PdfFileWriter(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        // Four bytes beyond ASCII mark the file as binary.
        _file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
    }

    /// <summary>Reserves a number for an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count;
    }

    /// <summary>Writes an object.</summary>
    public int Write(string value, int? number = null)
    {
        int id = number ?? Reserve();
        Begin(id);
        Text(value);
        Text("\nendobj\n");
        return id;
    }

    /// <summary>Writes a stream that is compressed here.</summary>
    /// <param name="entries">Entries of its dictionary besides filter and length.</param>
    /// <param name="content">Writes the bytes.</param>
    /// <param name="number">Its number, where one was reserved.</param>
    public int WriteDeflated(string entries, Action<Stream> content, int? number = null) =>
        WriteStream($"{entries} /Filter /FlateDecode", file =>
    {
        using var deflated = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true);
        content(deflated);
    }, number);

    /// <summary>Writes a stream unchanged.</summary>
    public int WriteStream(string entries, Action<Stream> content, int? number = null)
    {
        int id = number ?? Reserve(), length = Reserve();
        Begin(id);
        Text($"<< {entries} /Length {length} 0 R >>\nstream\n");
        long start = _file.Position;
        content(_file);
        long end = _file.Position;
        Text("\nendstream\nendobj\n");
        Write((end - start).ToString(CultureInfo.InvariantCulture), length);
        return id;
    }

    /// <summary>Writes the end of the file.</summary>
    /// <param name="catalog">Number of the catalog.</param>
    /// <param name="entries">Further entries of the trailer.</param>
    public void End(int catalog, string entries = "")
    {
        long table = _file.Position;
        Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count + 1}\n{0:D10} {FreeGeneration} f \n"));
        foreach (long offset in _offsets)
            Text(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Text(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {_offsets.Count + 1} /Root {catalog} 0 R {entries} >>\nstartxref\n{table}\n%%EOF\n"));
    }

    public void Dispose() => _file.Dispose();

    private void Begin(int number)
    {
        _offsets[number - 1] = _file.Position;
        Text(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Text(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
