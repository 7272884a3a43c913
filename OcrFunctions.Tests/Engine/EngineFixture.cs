using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>One warm engine and a folder of documents for the tests of a class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private EngineClient? _engine;

    public TestDocuments Documents { get; } = new();

    internal EngineClient Engine => _engine ?? throw new InvalidOperationException("The engine has not been started.");

    public async ValueTask InitializeAsync() => _engine = await EngineClient.Start();

    public ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        Documents.Dispose();
        return ValueTask.CompletedTask;
    }
}
