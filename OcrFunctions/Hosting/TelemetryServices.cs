using System.Reflection;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OcrFunctions.Hosting;

internal static class TelemetryServices
{
    /// <summary>
    /// Name of the service in telemetry, unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> give another.
    /// </summary>
    public const string ServiceName = "ocrfunctions";

    /// <summary>Categories that log every request and every call; their failures are warnings.</summary>
    private static readonly string[] Verbose = ["Microsoft", "Azure", "Grpc", "System", "DurableTask"];

    /// <summary>
    /// Exports traces, metrics and logs where the settings ask for it. Otherwise nothing is registered, and nothing listens.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting has a wrong value.</exception>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        TelemetrySettings settings = TelemetrySettings.Read(builder.Configuration);
        if (!settings.IsOn)
            return;

        builder.UseMiddleware<InvocationSpans>();
        foreach (string category in Verbose)
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
        IOpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .ConfigureResource(Describe)
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Source))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source))
            .WithLogging(null, logging =>
            {
                logging.IncludeScopes = true;
                logging.IncludeFormattedMessage = true;
            });
        if (settings.Otlp)
            telemetry.UseOtlpExporter();
        if (settings.AzureMonitor)
            telemetry.UseAzureMonitorExporter();
    }

    private static void Describe(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddAttributes([new("host.name", Environment.MachineName)])
        .AddEnvironmentVariableDetector();
}
