using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OcrFunctions.Tests.Probe;

public static class Program
{
    /// <summary>Setting with the message of the error that ends the app before it has contacted its host.</summary>
    private const string StartErrorKey = "PROBE_START_ERROR";

    /// <summary>Setting with the path of a file that has such a message, for the first start only.</summary>
    private const string FirstStartErrorKey = "PROBE_FIRST_START_ERROR";

    public static async Task Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        if (builder.Configuration[StartErrorKey] is { } error)
            throw new InvalidOperationException(error);
        if (builder.Configuration[FirstStartErrorKey] is { } file && File.Exists(file))
        {
            string first = await File.ReadAllTextAsync(file);
            File.Delete(file);
            throw new InvalidOperationException(first);
        }

        builder.ConfigureFunctionsWebApplication();
        if (builder.Configuration[ForeignFunction.SettingKey] is { } type)
        {
            ServiceDescriptor provider = builder.Services.Last(service => service.ServiceType == typeof(IFunctionMetadataProvider));
            builder.Services.AddSingleton<IFunctionMetadataProvider>(
                services => new ForeignFunction(
                    (IFunctionMetadataProvider)ActivatorUtilities.CreateInstance(services, provider.ImplementationType!), type));
        }

        await builder.Build().RunAsync();
    }
}
