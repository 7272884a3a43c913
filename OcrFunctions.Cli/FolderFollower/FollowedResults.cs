using System.Text.Json;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Cli.CommandLine.Output;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.FolderFollower;

/// <summary>Results beside their sources, or in a folder of their own: they also record what was read.</summary>
/// <param name="source">The folder that is followed, as a full path.</param>
/// <param name="target">The folder for results, as a full path.</param>
internal sealed class FollowedResults(string source, string target)
{
    /// <summary>Files with a note of their failure.</summary>
    private readonly HashSet<string> _failed = [];

    /// <summary>Results inside the followed folder are not sources.</summary>
    public string? ExcludedFolder => target == source ? null : target;

    /// <summary>Whether results of this version of the file exist.</summary>
    public bool Has(InputFile file, FileVersion version)
    {
        var (externalId, status) = Read(Base(file) + ResultFiles.Json);
        if (externalId != version.ExternalId(file.Name))
            return false;
        if (status is nameof(DocumentStatus.Succeeded) or nameof(DocumentStatus.PartiallySucceeded))
            return true;
        lock (_failed)
            _failed.Add(file.Name);
        return !TakeRetryRequest(file);
    }

    /// <summary>Whether the note of the file's failure was removed, which requests another attempt; true only once.</summary>
    public bool TakeRetryRequest(InputFile file)
    {
        lock (_failed)
            return _failed.Contains(file.Name) && !File.Exists(Base(file) + ResultFiles.Error) && _failed.Remove(file.Name);
    }

    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(ApiClient api, FileResult result, FileVersion version, CancellationToken stop)
    {
        string path = Base(result.File);
        result.Document["externalId"] ??= version.ExternalId(result.File.Name);
        if (!result.HasText)
        {
            // Before the JSON, which without the note means a second attempt.
            await WriteErrorFileAsync(result, stop);
            lock (_failed)
                _failed.Add(result.File.Name);
            return [path + ResultFiles.Error, .. await ResultFiles.SaveAsync(api, result, path, stop)];
        }

        IReadOnlyList<string> written = await ResultFiles.SaveAsync(api, result, path, stop);
        lock (_failed)
            _failed.Remove(result.File.Name);
        File.Delete(path + ResultFiles.Error);
        return written;
    }

    /// <summary>Writes <c>NAME.error.txt</c>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Task WriteErrorFileAsync(FileResult result, CancellationToken stop)
    {
        string path = Base(result.File) + ResultFiles.Error;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string advice = ErrorAdvice.For(result.ErrorCode ?? "") is { } text ? $"What to do: {text}.\n" : "";
        string again =
            result.ErrorCode == DocumentReader.FileUnreadable ? "It is retried from time to time."
                : "It is read again when it changes, or when this file is deleted.";
        return ResultFiles.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file);
            string text = $"{Path.GetFileName(result.File.Path)} was not read: {result.Status}.\n"
                + $"{result.ErrorCode}: {result.ErrorMessage}\n{advice}{again}\n";
            await writer.WriteAsync(text.AsMemory(), stop);
        });
    }

    private string Base(InputFile file) => Path.Combine(target, file.Name);

    /// <summary>Two properties of a JSON that may be large: they are near its beginning.</summary>
    private static (string? ExternalId, string? Status) Read(string path)
    {
        try
        {
            byte[] start = new byte[16 * 1024];
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return Read(new Utf8JsonReader(start.AsSpan(0, length), isFinalBlock: false, default));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static (string? ExternalId, string? Status) Read(Utf8JsonReader json)
    {
        string? externalId = null, status = null;
        while ((externalId is null || status is null) && json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            bool isId = json.ValueTextEquals("externalId"u8), isStatus = json.ValueTextEquals("status"u8);
            if ((isId || isStatus) && json.Read() && json.TokenType == JsonTokenType.String)
                (externalId, status) = isId ? (json.GetString(), status) : (externalId, json.GetString());
        }

        return (externalId, status);
    }
}
