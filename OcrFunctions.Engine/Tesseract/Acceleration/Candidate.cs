using OcrFunctions.Engine.Tesseract.Layers;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>A model that a network in Tesseract's memory may have been loaded from. It is read when a network is first seen.</summary>
internal sealed class Candidate(string file, Kernel kernel) : IDisposable
{
    private readonly Lazy<(IForwardPass? Pass, string? Reason)> _loaded = new(() =>
    {
        try
        {
            return (kernel.Create(LstmNetwork.Read(file)), null);
        }
        catch (Exception e) when (e is NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    });

    public string File => file;

    /// <summary>Null for a model with other layers.</summary>
    public IForwardPass? Pass => _loaded.Value.Pass;

    /// <summary>What is different about it: a sentence; null for nothing.</summary>
    public string? Reason => _loaded.Value.Reason;

    public void Dispose()
    {
        if (_loaded.IsValueCreated)
            Pass?.Dispose();
    }
}
