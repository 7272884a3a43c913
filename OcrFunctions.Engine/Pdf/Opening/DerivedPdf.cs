using OcrFunctions.Engine.Errors;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>
/// A changed copy of a PDF. It is made once a document; the last one is kept, since the next page usually is of the same document.
/// </summary>
internal abstract class DerivedPdf : IDisposable
{
    private FileVersion _version;
    private PrivateCopy? _copy;
    private bool _failed;

    /// <summary>Path of the copy; null where the file is too broken to be changed.</summary>
    /// <param name="path">A PDF that opens without a password.</param>
    public string? Of(string path)
    {
        var version = FileVersion.Of(path);
        if (_version != version)
        {
            Dispose();
            _version = version;
            Make(path);
        }

        return _failed ? null : _copy?.Path;
    }

    public void Dispose()
    {
        _copy?.Dispose();
        (_copy, _version, _failed) = (null, default, false);
    }

    /// <summary>Makes the changes.</summary>
    protected abstract void Change(QpdfObjects objects, QpdfUpdate update);

    private void Make(string path)
    {
        _copy = new PrivateCopy();
        try
        {
            var objects = QpdfObjects.Open(path, isWhole: true);
            var update = new QpdfUpdate(objects);
            Change(objects, update);
            string json = System.IO.Path.ChangeExtension(_copy.Path, "json");
            update.Write(json);
            using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--stream-data=preserve",
                "--object-streams=preserve", path, $"--update-from-json={json}", _copy.Path);
            if (qpdf.ExitCode() != 0)
                throw qpdf.Failure("The PDF cannot be changed.");
            File.Delete(json);
        }
        catch (EngineException e)
        {
            // The file itself is read, as far as that is possible.
            Console.Error.WriteLine($"{GetType().Name}: {e.Message}");
            _failed = true;
        }
    }
}
