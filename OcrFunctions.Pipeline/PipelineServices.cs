using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Health;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Languages;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Review;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Pipeline;

public static class PipelineServices
{
    /// <summary>Registers everything about documents, pages, recognition and results.</summary>
    public static IServiceCollection AddOcrPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OcrOptions>()
            .Configure(options => OcrOptionsBinding.Bind(configuration.GetSection(OcrOptions.Section), options)).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<OcrOptions>, OcrOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => StorageConnection.Read(configuration));
        services.TryAddSingleton(provider => new StorageClients(provider.GetRequiredService<StorageConnection>()));
        services.TryAddSingleton<StorageProbe>();
        services.AddMetrics();
        services.TryAddSingleton(provider => new OcrMetrics(provider.GetRequiredService<IMeterFactory>().Create(TelemetryNames.Source),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<StorageSetup>();
        services.AddReadiness();

        // The configuration that the storage account comes from: a host may have more than one.
        services.TryAddSingleton(provider => new SecretCipher(provider.GetRequiredService<IOptions<OcrOptions>>(), configuration));
        services.TryAddSingleton<DocumentSecrets>();
        services.TryAddSingleton<LongText>();
        services.TryAddSingleton<TempWorkspace>();
        services.TryAddSingleton<SourceCache>();
        services.TryAddSingleton<DocumentStore>();
        services.TryAddSingleton<DocumentIndex>();
        services.TryAddSingleton<DocumentIntake>();
        services.TryAddSingleton<DocumentUpload>();
        services.TryAddSingleton<DocumentInspector>();
        services.TryAddSingleton<CancellationMonitors>();
        services.TryAddSingleton<DuplicateRegistry>();
        services.TryAddSingleton<DocumentRequeue>();
        services.TryAddSingleton<DocumentRemoval>();
        services.TryAddSingleton<DeadLetterStore>();
        services.TryAddSingleton<ReconcilerState>();
        services.TryAddSingleton<FormerTaskHub>();
        services.TryAddSingleton<Reconciler>();
        services.TryAddSingleton<OrphanedSecrets>();
        services.TryAddSingleton<Retention>();
        services.TryAddSingleton<PageStore>();
        services.TryAddSingleton<PageResultStore>();
        services.TryAddSingleton<PageTelemetry>();
        services.TryAddSingleton<PageRecognizer>();
        services.TryAddSingleton<PageRangeRecognizer>();
        services.TryAddSingleton<CorrectionStore>();
        services.TryAddSingleton<CorrectedPageReader>();
        services.TryAddSingleton<DocumentCorrections>();
        services.TryAddSingleton<PdfExports>();
        services.TryAddSingleton<PageImageRenderer>();
        services.TryAddSingleton<LiveProgress>();
        services.TryAddSingleton<AvailableExports>();
        services.TryAddSingleton<DocumentExporter>();
        services.TryAddSingleton<ExportRewriter>();
        services.TryAddSingleton<WriteBack>();
        services.TryAddSingleton<ResultsCopier>();
        services.TryAddSingleton<CompletionAnnouncer>();
        services.TryAddSingleton<DocumentFinisher>();
        services.TryAddSingleton<PoisonBlobs>();
        services.TryAddSingleton<IPageEngine, EnginePool>();
        services.TryAddSingleton<EngineInformation>();
        services.TryAddSingleton<InstalledLanguages>();
        services.TryAddSingleton<RequestedLanguages>();
        return services;
    }
}
