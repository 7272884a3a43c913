using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Onnx;

/// <summary>Loads the second recognizer when it is first needed, which takes half a second and 100 MB, and keeps it.</summary>
internal sealed class SecondReader : ISecondReader
{
    private const string NoDetector = "Its text detector is not in the recognizers' folder: only doubtful words were read.";

    /// <summary>Hashing the files takes as long as reading a small page.</summary>
    private readonly Lazy<(RecognizerFiles? Files, string? Problem)> _files;

    private readonly Lazy<(CtcLineRecognizer? Recognizer, string? Problem)> _recognizer;

    private readonly Lazy<TextDetector?> _detector;

    public SecondReader(SecondReaderSettings settings)
    {
        _files = new(() => (RecognizerFiles.Find(settings, out string? problem), problem));
        _recognizer = new(Load);
        _detector = new(() => RecognizerFiles.FindDetector(settings) is { } path ? TextDetector.Load(path) : null);
    }

    public RecognitionModel? Model(out string? problem)
    {
        problem = _files.Value.Problem ?? (_recognizer.IsValueCreated ? _recognizer.Value.Problem : null);
        return problem is null ? _files.Value.Files!.Identity : null;
    }

    public ILineRecognizer? Recognizer(out string? problem)
    {
        problem = _recognizer.Value.Problem;
        return _recognizer.Value.Recognizer;
    }

    public ITextDetector? Detector(out string? problem)
    {
        problem = _detector.Value is null ? NoDetector : null;
        return _detector.Value;
    }

    /// <summary>The files, without loading them.</summary>
    public SecondReaderDescription Describe() => new(Model(out string? problem), problem);

    public void Dispose()
    {
        if (_recognizer.IsValueCreated)
            _recognizer.Value.Recognizer?.Dispose();
        if (_detector.IsValueCreated)
            _detector.Value?.Dispose();
    }

    private (CtcLineRecognizer? Recognizer, string? Problem) Load()
    {
        if (_files.Value.Files is not { } files)
            return (null, _files.Value.Problem);
        try
        {
            return (CtcLineRecognizer.Load(files), null);
        }
        catch (EngineException e)
        {
            // Pages are read without it, and say why.
            return (null, e.Message);
        }
    }
}
