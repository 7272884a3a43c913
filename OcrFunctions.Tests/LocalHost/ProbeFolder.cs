using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>The probe's folder with one file of it replaced; the others are links.</summary>
internal sealed class ProbeFolder : IDisposable
{
    public ProbeFolder(string file, string content)
    {
        foreach (string entry in Directory.GetFileSystemEntries(ProbeHost.Folder).Where(entry => System.IO.Path.GetFileName(entry) != file))
            File.CreateSymbolicLink(System.IO.Path.Combine(Path, System.IO.Path.GetFileName(entry)), entry);
        File.WriteAllText(System.IO.Path.Combine(Path, file), content);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("ocrfunctions-probe-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
