using OcrFunctions.EmbeddedHost;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    /// <summary>Begins an app: configuration and logging are ready, services are added by the app.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, AppStart.Current ?? AppStart.OfEntryAssembly());
}
