using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using OcrFunctions.Hosting;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OcrFunctions.Tests.Telemetry;

/// <summary>What turns telemetry on, and what a wrong setting says.</summary>
public sealed class TelemetrySettingsTests(AzuriteFixture azurite)
{
    private const string Connection = "InstrumentationKey=11111111-2222-3333-4444-555555555555;IngestionEndpoint=https://x.invalid/";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_ENDPOINT=https://otlp.example.org", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://logs:4318/v1/logs")]
    [InlineData(false, true, "APPLICATIONINSIGHTS_CONNECTION_STRING=" + Connection)]
    [InlineData(true, true, "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317", "APPLICATIONINSIGHTS_CONNECTION_STRING=" + Connection)]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT=", "APPLICATIONINSIGHTS_CONNECTION_STRING= ")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317", "OTEL_SDK_DISABLED=true")]
    public void Telemetry_is_sent_where_the_standard_settings_say(bool otlp, bool azureMonitor, params string[] settings) =>
        Assert.Equal(new TelemetrySettings(otlp, azureMonitor), Read(settings));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317' and must be the URL of an OTLP receiver, such as http://localhost:4317.",
        "OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json' and must be grpc or http/protobuf.",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318", "OTEL_EXPORTER_OTLP_PROTOCOL=http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL is 'http' and must be grpc or http/protobuf.",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set without OTEL_EXPORTER_OTLP_ENDPOINT, which turns the export on: set "
        + "OTEL_EXPORTER_OTLP_ENDPOINT too.", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:4318/v1/traces")]
    [InlineData("OTEL_SDK_DISABLED is 'yes' and must be true or false.", "OTEL_SDK_DISABLED=yes")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING is not a connection string of Application Insights, which begins with "
        + "InstrumentationKey= and a GUID: copy it from the resource's overview.", "APPLICATIONINSIGHTS_CONNECTION_STRING=secret")]
    public void A_wrong_setting_is_explained_in_a_sentence(string sentence, params string[] settings) =>
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true, "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317")]
    [InlineData(true, "APPLICATIONINSIGHTS_CONNECTION_STRING=" + Connection)]
    public void Nothing_is_registered_where_telemetry_is_sent_nowhere(bool isSent, params string[] settings)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddConfiguration(Configuration(settings));
        int before = builder.Services.Count;

        builder.AddTelemetry();

        Assert.Equal(isSent, builder.Services.Count != before);
        Type[] providers = [typeof(TracerProvider), typeof(MeterProvider), typeof(LoggerProvider)];
        Assert.All(providers, provider => Assert.Equal(isSent, builder.Services.Any(service => service.ServiceType == provider)));
    }

    [Fact]
    public async Task An_app_with_a_wrong_setting_ends_with_the_sentence()
    {
        (int code, string error) = await HostProcess.RefusedAsync(AppHarness.AppFolder, azurite.NewAccount(),
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" });

        Assert.Equal(1, code);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector' and must be the URL of an OTLP receiver", error);
        Assert.DoesNotContain("   at ", error);
    }

    private static TelemetrySettings Read(string[] settings) => TelemetrySettings.Read(Configuration(settings));

    private static IConfigurationRoot Configuration(string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]))
        .Build();
}
