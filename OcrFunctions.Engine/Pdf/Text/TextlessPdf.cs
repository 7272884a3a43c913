using System.Text.Json.Nodes;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf.Opening;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// A copy of a PDF in which no text is visible: what its pages show is everything else. It is made once a document; the last one is kept,
/// since the next page usually is of the same document.
/// </summary>
internal sealed class TextlessPdf : IDisposable
{
    private const string Contents = "/Contents";

    private (string Path, long Length, DateTime Written) _key;
    private PrivateCopy? _copy;
    private bool _failed;

    /// <summary>Path of the copy; null where the file is too broken to be changed.</summary>
    /// <param name="path">A PDF that opens without a password.</param>
    public string? Of(string path)
    {
        var file = new FileInfo(path);
        var key = (path, file.Length, file.LastWriteTimeUtc);
        if (_key == key)
            return _failed ? null : _copy?.Path;
        Dispose();
        _key = key;
        _copy = new PrivateCopy();
        try
        {
            Write(path, _copy.Path);
        }
        catch (EngineException e)
        {
            // Its pages are recognized as a viewer shows them, whatever text they have.
            Console.Error.WriteLine($"No copy without text: {e.Message}");
            _failed = true;
        }

        return _failed ? null : _copy.Path;
    }

    public void Dispose()
    {
        _copy?.Dispose();
        (_copy, _key, _failed) = (null, default, false);
    }

    private static void Write(string path, string target)
    {
        var objects = QpdfObjects.Open(path, isWhole: true);
        var update = new QpdfUpdate(objects);
        string start = update.Add(InvisibleRendering.Start);
        JsonObject[] pages = [.. objects.Pages.Select(page => objects.Resolve(page)).OfType<JsonObject>()];
        var streams = new HashSet<string>();
        foreach ((string reference, JsonObject page) in objects.Pages.Zip(pages))
        {
            JsonNode?[] contents = [.. objects.ContentsOf(page)];
            streams.UnionWith(contents.SelectMany(QpdfObjects.References));
            JsonObject changed = page.DeepClone().AsObject();
            changed[Contents] = new JsonArray([start, .. contents.Select(one => one?.DeepClone())]);
            update.Replace(reference, changed);
        }

        var invisible = new Dictionary<string, byte[]>();
        foreach ((string reference, byte[] content) in objects.ReadStreams(streams.Concat(objects.Forms)))
        {
            byte[]? changed = InvisibleRendering.Apply(content);
            // Pages begin with a stream of their own; a form may be what an annotation looks like, and begin anew.
            if (!streams.Contains(reference) && content.AsSpan().IndexOf("BT"u8) >= 0)
                changed = [.. InvisibleRendering.Start, .. changed ?? content];
            if (changed is not null)
                invisible[reference] = changed;
        }

        update.ReplaceStreams(invisible);

        string json = Path.ChangeExtension(target, "json");
        update.Write(json);
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--stream-data=preserve",
            "--object-streams=preserve", path, $"--update-from-json={json}", target);
        if (qpdf.ExitCode() != 0)
            throw qpdf.Failure("The PDF cannot be changed.");
        File.Delete(json);
    }
}
