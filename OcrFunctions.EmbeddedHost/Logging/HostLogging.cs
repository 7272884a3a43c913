using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Logging;

/// <summary>Logging before the app changes it: short lines on the console, libraries only from warnings on.</summary>
internal static class HostLogging
{
    /// <summary>Under which the host itself speaks.</summary>
    public const string Category = "Host";

    /// <param name="hostJson">Its <c>logging.logLevel</c> wins over the defaults, and the app's own <c>Logging</c> over both.</param>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, IConfiguration hostJson)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        foreach (string library in new[] { "Microsoft", "Azure", "System" })
            logging.AddFilter(library, LogLevel.Warning);
        logging.AddConfiguration(hostJson.GetSection("logging"));
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole(console => console.FormatterName = ShortConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<ShortConsoleFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>(o => o.IncludeScopes = true);
        logging.Services.AddSingleton(TimeProvider.System);
    }
}
