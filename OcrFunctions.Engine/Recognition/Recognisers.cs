namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Keeps recognisers warm: making one costs about as much as a small page. Only the languages used last are kept, because
/// each holds its models in memory.
/// </summary>
internal sealed class Recognisers
{
    private const int Kept = 2;

    /// <summary>Used last first.</summary>
    private readonly LinkedList<Recogniser> _warm = new();

    /// <exception cref="EngineException">With <see cref="EngineProtocol.EngineErrorCodes.LanguageNotInstalled"/>.</exception>
    public Recogniser For(string language)
    {
        Recogniser recogniser = _warm.FirstOrDefault(one => one.Language == language) ?? Recogniser.Create(language);
        _warm.Remove(recogniser);
        _warm.AddFirst(recogniser);
        while (_warm.Count > Kept)
        {
            _warm.Last!.Value.Dispose();
            _warm.RemoveLast();
        }

        return recogniser;
    }
}
