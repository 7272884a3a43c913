using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>The pipeline in the test's own process, on any account.</summary>
internal static class TestPipeline
{
    /// <param name="account">Connection string of its storage.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="time">Clock; null for the system's.</param>
    /// <param name="register">Registers replacements for the pipeline's own services.</param>
    public static ServiceProvider Build(string account, Dictionary<string, string?>? settings, TimeProvider? time = null,
        Action<IServiceCollection>? register = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageNames.ConnectionSetting] = account })
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(time ?? TimeProvider.System);
        register?.Invoke(services);
        return services.AddOcrPipeline(configuration).BuildServiceProvider();
    }
}
