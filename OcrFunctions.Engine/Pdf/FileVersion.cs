namespace OcrFunctions.Engine.Pdf;

/// <summary>A file as it is now: what was read of it is thrown away when another version is there.</summary>
internal readonly record struct FileVersion(string Path, long Length, DateTime Written)
{
    public static FileVersion Of(string path)
    {
        var file = new FileInfo(path);
        return new FileVersion(path, file.Length, file.LastWriteTimeUtc);
    }
}
