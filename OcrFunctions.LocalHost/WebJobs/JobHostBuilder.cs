using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Azure.WebJobs.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>Builds the WebJobs host: the SDK with the storage and Durable extensions, which trigger the emitted functions.</summary>
internal static class JobHostBuilder
{
    /// <summary>Time for listeners to stop; what is in progress then returns from its queue.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    public static IHost Build(IConfiguration configuration, HostSettings settings, string hostId, JobFunctionType functions,
        WebhookProvider webhooks, WorkerSupervisor workers, ILoggerFactory loggers)
    {
        HostApplicationBuilder builder =
            Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<ITypeLocator>(functions);
        builder.Services.AddSingleton<IWebHookProvider>(webhooks);
        builder.Services.AddSingleton(workers);
        builder.Services.AddSingleton<IWebJobsExceptionHandler, TimeoutHandler>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<JobHostFunctionTimeoutOptions>(timeout =>
        {
            if (settings.FunctionTimeout is { } limit)
                (timeout.Timeout, timeout.ThrowOnTimeout, timeout.GracePeriod, timeout.TimeoutWhileDebugging) =
                    (limit, true, CallTimeout.Grace, true);
        });
        builder.Services.AddWebJobs(_ => { }).UseHostId(hostId).AddAzureStorageCoreServices().AddAzureStorageBlobs().AddAzureStorageQueues()
            .AddDurableTask();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JobHostService>());
        return builder.Build();
    }
}
