using Microsoft.Extensions.Configuration;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>Reads <c>host.json</c> and what the settings override in it.</summary>
internal static class HostJson
{
    public const string FileName = "host.json";

    /// <param name="folder">Folder of the file, which may be missing.</param>
    /// <param name="settings">The app's settings; those below <see cref="SettingKeys.JobHost"/> win over the file.</param>
    /// <exception cref="InvalidOperationException">The file is not valid JSON.</exception>
    public static IConfigurationRoot Read(string folder, IConfiguration settings)
    {
        string file = Path.Combine(folder, FileName);
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file), optional: true, reloadOnChange: false)
                // Copied, because a chained configuration takes an empty value for none, and an empty prefix is one.
                .AddInMemoryCollection(settings.GetSection(SettingKeys.JobHost).AsEnumerable(makePathsRelative: true).Where(s => s.Value is not null))
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"{file} is not valid: {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}
