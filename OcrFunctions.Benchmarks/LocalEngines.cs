using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Benchmarks;

/// <summary>
/// The product's engines without the product, with the models that its settings name in the environment (<c>Ocr__Models</c>,
/// <c>Ocr__BestTessdataFolder</c>, <c>Ocr__RecognizerFolder</c>).
/// </summary>
internal sealed class LocalEngines : IDisposable
{
    private readonly TempWorkspace _workspace;
    private readonly EnginePool _pool;

    /// <param name="processes">Engine processes.</param>
    /// <param name="acceleration">Instruction set of the forward pass, <c>auto</c> or <c>off</c>.</param>
    public LocalEngines(int processes, string acceleration = "auto")
    {
        var defaults = new OcrOptions();
        IOptions<OcrOptions> settings = Options.Create(new OcrOptions
        {
            EngineProcesses = processes,
            Acceleration = acceleration,
            Models = Environment.GetEnvironmentVariable("Ocr__Models") ?? defaults.Models,
            BestTessdataFolder = Environment.GetEnvironmentVariable("Ocr__BestTessdataFolder") ?? defaults.BestTessdataFolder,
            RecognizerFolder = Environment.GetEnvironmentVariable("Ocr__RecognizerFolder") ?? defaults.RecognizerFolder,
        });
        _workspace = new TempWorkspace(settings);
        _pool = new EnginePool(settings, _workspace, new OcrMetrics(new Meter(nameof(LocalEngines)), TimeProvider.System),
            TimeProvider.System, NullLogger<EnginePool>.Instance);
    }

    public IPageEngine Pool => _pool;

    public void Dispose()
    {
        _pool.Dispose();
        _workspace.Dispose();
    }
}
