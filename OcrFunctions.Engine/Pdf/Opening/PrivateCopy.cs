using OcrFunctions.Engine.Lifetime;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>A file of the engine's own, which nobody else may read and which goes with the engine.</summary>
internal sealed class PrivateCopy : IDisposable
{
    private readonly Belonging<string> _folder = Belongings.Acquire(
        () => Directory.CreateTempSubdirectory("ocrfunctions-pdf-").FullName, folder => Directory.Delete(folder, recursive: true));

    public string Path => System.IO.Path.Combine(_folder.Value, "document.pdf");

    public void Dispose() => _folder.Dispose();
}
