using OcrFunctions.Engine.ProcessLifetime;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>A private file of the engine, which no other user may read and which is deleted when the engine ends.</summary>
internal sealed class PrivateCopy : IDisposable
{
    private readonly ExitCleanupItem<string> _folder = ExitCleanup.Acquire(
        () => Directory.CreateTempSubdirectory("ocrfunctions-pdf-").FullName, folder => Directory.Delete(folder, recursive: true));

    public string Path => System.IO.Path.Combine(_folder.Value, "document.pdf");

    public void Dispose() => _folder.Dispose();
}
