using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OcrFunctions.LocalHost.Configuration;

namespace OcrFunctions.LocalHost.Logging;

/// <summary>
/// The host's log, at the levels of <c>host.json</c> (<c>logging.logLevel</c>); the worker's own log comes over the protocol and goes
/// through it.
/// </summary>
internal static class HostLogging
{
    /// <summary>Categories that report every call and every message; their failures are warnings.</summary>
    private static readonly string[] Verbose = ["Microsoft", "Azure", "Grpc", "Yarp", "Host", "DurableTask", "System"];

    public static ILoggerFactory Create(IConfiguration configuration, LocalHostOptions options) => LoggerFactory.Create(logging =>
    {
        logging.Services.AddSingleton(TimeProvider.System);
        logging.AddConsole(console => console.FormatterName = ShortConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<ShortConsoleFormatter, ConsoleFormatterOptions>();
        foreach (string category in Verbose)
            logging.AddFilter(category, LogLevel.Warning);
        // A function's exceptions are logged by the worker, and a worker's end once and not for each of its calls.
        logging.AddFilter("Function", LogLevel.None);
        // The worker's ASP.NET Core logs at every first start that its keys are not encrypted; the app has none.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddConfiguration(configuration.GetSection($"{HostConfiguration.JobHost}:logging"));
        options.ConfigureLogging?.Invoke(logging);
    });
}
