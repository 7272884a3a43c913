using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OcrFunctions.Hosting;

internal static class ParentProcessServices
{
    /// <summary>Ends the app together with the process that started it.</summary>
    public static IServiceCollection AddParentProcessMonitor(this IServiceCollection services)
    {
        IParentProcess parent = ParentProcess.Find();
        return services.AddSingleton<IHostedService>(
            provider => ActivatorUtilities.CreateInstance<ParentProcessMonitor>(provider, parent,
                (Action)ParentProcessMonitor.KillOwnProcess));
    }
}
