using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>The program that replaces the engine and forwards requests to a socket.</summary>
internal static class EngineRelay
{
    // Beside this project's output, built in the same configuration.
    private static string Dll =>
        Path.Combine(AppContext.BaseDirectory.Replace("OcrFunctions.Tests", "OcrFunctions.EngineRelay", StringComparison.Ordinal),
            "OcrFunctions.EngineRelay.dll");

    /// <param name="socket">Path of the Unix socket on which the requests are answered.</param>
    /// <returns>Settings by which the pipeline starts it as its engine.</returns>
    public static Dictionary<string, string?> Settings(string socket) => new()
    {
        ["Ocr:EngineProgram"] = EngineProgram.DotnetHost(),
        ["Ocr:EngineArguments:0"] = "exec",
        ["Ocr:EngineArguments:1"] = Dll,
        ["Ocr:EngineArguments:2"] = socket,
    };
}
