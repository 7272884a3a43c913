using Microsoft.ML.OnnxRuntime;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Onnx;

/// <summary>A network in ONNX form with one input of four dimensions and one output.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs, _outputs;

    private OnnxModel(InferenceSession session) =>
        (_session, _inputs, _outputs) = (session, [session.InputNames[0]], [session.OutputNames[0]]);

    /// <summary>Dimensions of the input: batch, channels, height, width; -1 for one that is free.</summary>
    public int[] InputDimensions => _session.InputMetadata[_inputs[0]].Dimensions;

    /// <summary>Dimensions of the output; -1 for one that is free.</summary>
    public int[] OutputDimensions => _session.OutputMetadata[_outputs[0]].Dimensions;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/> if the file cannot be loaded.</exception>
    public static OnnxModel Load(string path)
    {
        // One thread: a machine runs one engine for each core. Without spinning: waiting must cost nothing.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Every line has another width; the pattern of one is of no use for the next.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new OnnxModel(new InferenceSession(path, options));
        }
        catch (OnnxRuntimeException e)
        {
            throw new EngineException(
                EngineErrorCodes.EngineFailed, $"The recognizer {Path.GetFileName(path)} cannot be loaded: {e.Message}");
        }
    }

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/>: there is no memory for it.</exception>
    /// <param name="values">Of the input, in the order of its dimensions.</param>
    /// <param name="dimensions">Of the input.</param>
    /// <param name="read">Takes the output's values and dimensions.</param>
    public T Run<T>(float[] values, long[] dimensions, Func<ReadOnlySpan<float>, long[], T> read)
    {
        try
        {
            return RunOnce(values, dimensions, read);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EngineException(EngineErrorCodes.EngineFailed, $"The second recognizer failed: {e.Message}");
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private T RunOnce<T>(float[] values, long[] dimensions, Func<ReadOnlySpan<float>, long[], T> read)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(values, dimensions);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_run, _inputs, [input], _outputs);
        return read(outputs[0].GetTensorDataAsSpan<float>(), outputs[0].GetTensorTypeAndShape().Shape);
    }
}
