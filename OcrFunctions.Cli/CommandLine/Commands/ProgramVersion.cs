using System.Reflection;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary>Output of <c>--version</c>.</summary>
internal static class ProgramVersion
{
    public static string Text => $"OcrFunctions {Attribute?.InformationalVersion}, .NET {Environment.Version}";

    private static AssemblyInformationalVersionAttribute? Attribute =>
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>();
}
