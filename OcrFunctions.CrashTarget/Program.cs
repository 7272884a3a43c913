using System.Runtime.Loader;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.EmbeddedHost;

namespace OcrFunctions.CrashTarget;

/// <summary>A small app on the embedded host that tests kill, stop and start again. It serves until its standard input ends.</summary>
public static class Program
{
    /// <param name="args">
    /// The file that the activities that ran are noted in; lines of it are <c>key@process</c>. Then, perhaps, an assembly whose functions
    /// are the app in place of those here.
    /// </param>
    public static async Task Main(string[] args)
    {
        var options = new EmbeddedHostOptions
        {
            Port = 0,
            FunctionsAssembly = args.Length > 1 ? AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(args[1])) : null,
            Configure = builder => builder.Services.AddSingleton(new Journal(args[0])),
        };
        await using EmbeddedApp app = await EmbeddedApp.StartAsync(RunAppAsync, options);
        await Console.Out.WriteLineAsync($"ready {app.BaseAddress}");
        // Reading the console blocks, asynchronous or not.
        await Task.WhenAny(Task.Run(Console.In.ReadToEnd), app.Completion);
    }

    private static async Task RunAppAsync(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        await builder.Build().RunAsync();
    }
}
