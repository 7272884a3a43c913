using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Durable;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>The durable runtime of an app that has durable functions. It belongs to the host's start and stop, not to the container.</summary>
internal sealed class DurableModule
{
    public DurableModule(
        FunctionCatalogue catalogue, DurableFunctions functions, HostSettings host, AppSettings settings, HostAddress address, IConfiguration configuration, TimeProvider time,
        ILoggerFactory loggers)
    {
        if (!catalogue.IsDurable)
            return;
        var options = new DurableRuntimeOptions
        {
            ConnectionString = settings.ConnectionString(host.DurableConnection == SettingKeys.DefaultConnection ? null : host.DurableConnection, "The task hub"),
            ConnectionName = host.DurableConnection,
            TaskHub = settings.Expand(host.HubName, "host.json, hubName"),
            BaseUrl = () => address.Base,
            Ownership = OwnershipSettings.Read(configuration),
        };
        Runtime = new DurableRuntime(
            options with
            {
                MaxConcurrentActivities = host.MaxConcurrentActivities ?? options.MaxConcurrentActivities,
                MaxConcurrentOrchestrators = host.MaxConcurrentOrchestrators ?? options.MaxConcurrentOrchestrators,
            },
            functions, time, loggers);
    }

    /// <summary>Null for an app without durable functions.</summary>
    public DurableRuntime? Runtime { get; }

    /// <exception cref="InvalidOperationException">The app has no durable functions.</exception>
    public DurableTaskClient Client => Runtime?.Client ?? throw new InvalidOperationException("The app has no durable functions.");
}
