using Microsoft.Extensions.Configuration;

namespace OcrFunctions.Hosting;

/// <summary>Where telemetry goes: OpenTelemetry's standard settings, and Azure Monitor's.</summary>
/// <param name="Otlp">Whether it is sent by OTLP.</param>
/// <param name="AzureMonitor">Whether it is sent to Azure Monitor.</param>
internal sealed record TelemetrySettings(bool Otlp, bool AzureMonitor)
{
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", OtlpProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL",
        Disabled = "OTEL_SDK_DISABLED", AzureMonitorConnection = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private static readonly string[] Signals = ["TRACES", "METRICS", "LOGS"], Protocols = ["grpc", "http/protobuf"];

    public bool IsOn => Otlp || AzureMonitor;

    /// <exception cref="InvalidOperationException">A setting has a wrong value; the exporters would ignore it, or fail later.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        string? disabled = Value(configuration, Disabled);
        if (disabled is not null && !bool.TryParse(disabled, out _))
            throw Invalid(Disabled, disabled, "true or false");
        if (disabled is not null && bool.Parse(disabled))
            return new TelemetrySettings(false, false);

        string? endpoint = Address(configuration, OtlpEndpoint);
        CheckProtocol(configuration, OtlpProtocol);
        foreach (string signal in Signals)
        {
            string ofSignal = $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";
            if (Address(configuration, ofSignal) is not null && endpoint is null)
                throw new InvalidOperationException(
                    $"{ofSignal} is set without {OtlpEndpoint}, which turns the export on: set {OtlpEndpoint} too.");
            CheckProtocol(configuration, $"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL");
        }

        string? connection = Value(configuration, AzureMonitorConnection);
        if (connection is not null && !IsConnection(connection))
            throw new InvalidOperationException(
                $"{AzureMonitorConnection} is not a connection string of Application Insights, which begins with InstrumentationKey= and a "
                    + "GUID: copy it from the resource's overview.");
        return new TelemetrySettings(endpoint is not null, connection is not null);
    }

    private static string? Value(IConfiguration configuration, string name) =>
        configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? Address(IConfiguration configuration, string name) => Value(configuration, name) is not { } value ? null
        : Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? value
        : throw Invalid(name, value, "the URL of an OTLP receiver, such as http://localhost:4317");

    private static void CheckProtocol(IConfiguration configuration, string name)
    {
        if (Value(configuration, name) is { } value && !Protocols.Contains(value))
            throw Invalid(name, value, string.Join(" or ", Protocols));
    }

    private static bool IsConnection(string connection) => connection.Split(';')
        .Select(part => part.Split('=', 2))
        .Any(part => part is [var name, var key] && name.Trim().Equals("InstrumentationKey", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(key, out _));

    private static InvalidOperationException Invalid(string name, string value, string wanted) =>
        new($"{name} is '{value}' and must be {wanted}.");
}
