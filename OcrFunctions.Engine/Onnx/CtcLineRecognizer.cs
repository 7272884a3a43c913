using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Onnx;

/// <summary>
/// A line recognizer in ONNX form: an image of fixed height in, for each step along it the probability of every character out (CTC).
/// </summary>
internal sealed class CtcLineRecognizer : ILineRecognizer, IDisposable
{
    /// <summary>Where a model accepts any height.</summary>
    private const int DefaultHeight = 48;

    /// <summary>What is cut out around a box, over its height: letters at its edge are read better with some paper around them.</summary>
    private const double MarginAcross = 0.24, MarginDown = 0.12;

    private readonly OnnxModel _model;
    private readonly CharacterList _characters;
    private readonly int _channels, _height;

    private CtcLineRecognizer(RecognitionModel identity, OnnxModel model, CharacterList characters, int channels, int height) =>
        (Model, _model, _characters, _channels, _height) = (identity, model, characters, channels, height);

    public RecognitionModel Model { get; }

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.EngineFailed"/> for files that are no such recognizer.
    /// </exception>
    public static CtcLineRecognizer Load(RecognizerFiles files)
    {
        var model = OnnxModel.Load(files.Model);
        try
        {
            if (model.InputDimensions is not [_, 1 or 3, var height, _] || model.OutputDimensions is not [_, _, > 1 and var classes])
                throw new EngineException(
                    EngineErrorCodes.EngineFailed,
                    $"{Path.GetFileName(files.Model)} is not a line recognizer: expected an input of batch, channels (1 or 3), height, "
                        + "width and an output of batch, steps, characters.");
            return new CtcLineRecognizer(
                files.Identity, model, CharacterList.Read(files.Characters, classes), model.InputDimensions[1],
                height > 0 ? height : DefaultHeight);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public bool Knows(string text) => text.EnumerateRunes().All(rune => rune.Value == ' ' || _characters.Contains(rune.ToString()));

    public LineReading Read(PixHandle image, BoundingBox box)
    {
        var grown = new BoundingBox(
            box.Left - MarginAcross * box.Height, box.Top - MarginDown * box.Height,
            box.Right + MarginAcross * box.Height, box.Bottom + MarginDown * box.Height);
        if (LinePixels.Of(image, grown, _height, _channels) is not { } line)
            return LineReading.Empty;
        return _model.Run(line.Values, [1, _channels, _height, line.Width], (output, shape) =>
            CtcDecoder.Decode(output, _characters, line.Left, line.Width * line.Scale / shape[1]));
    }

    public void Dispose() => _model.Dispose();
}
