using System.Text.Json;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Reading;
using OcrFunctions.Local.Server;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Follow;

/// <summary>Results beside their sources, or in a folder of their own: they are also the memory of what was read.</summary>
/// <param name="source">The folder that is followed, as a full path.</param>
/// <param name="target">The folder for results, as a full path.</param>
internal sealed class FollowedResults(string source, string target)
{
    /// <summary>Items whose failure has a note.</summary>
    private readonly HashSet<string> _failed = [];

    /// <summary>Results inside the folder that is followed are no sources.</summary>
    public string? FolderToLeaveOut => target == source ? null : target;

    /// <summary>Whether results of this version of the file are there.</summary>
    public bool Has(Item item, FileVersion version)
    {
        var (externalId, status) = Read(Base(item) + ResultFiles.Json);
        if (externalId != version.ExternalId(item.Name))
            return false;
        if (status is nameof(DocumentStatus.Succeeded) or nameof(DocumentStatus.PartiallySucceeded))
            return true;
        lock (_failed)
            _failed.Add(item.Name);
        return !WasFailureTaken(item);
    }

    /// <summary>Whether somebody has removed the note of the item's failure.</summary>
    public bool WasFailureTaken(Item item)
    {
        lock (_failed)
            return _failed.Contains(item.Name) && !File.Exists(Base(item) + ResultFiles.Error) && _failed.Remove(item.Name);
    }

    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(ApiClient api, Outcome outcome, FileVersion version, CancellationToken stop)
    {
        string path = Base(outcome.Item);
        outcome.Document["externalId"] ??= version.ExternalId(outcome.Item.Name);
        if (!outcome.HasText)
        {
            // Before the JSON, which without it stands for a second try.
            await NoteAsync(outcome, stop);
            lock (_failed)
                _failed.Add(outcome.Item.Name);
            return [path + ResultFiles.Error, .. await ResultFiles.SaveAsync(api, outcome, path, stop)];
        }

        IReadOnlyList<string> written = await ResultFiles.SaveAsync(api, outcome, path, stop);
        lock (_failed)
            _failed.Remove(outcome.Item.Name);
        File.Delete(path + ResultFiles.Error);
        return written;
    }

    /// <summary>Writes <c>NAME.error.txt</c>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Task NoteAsync(Outcome outcome, CancellationToken stop)
    {
        string path = Base(outcome.Item) + ResultFiles.Error;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string advice = ErrorAdvice.For(outcome.ErrorCode ?? "") is { } text ? $"What to do: {text}.\n" : "";
        string again = outcome.ErrorCode == DocumentReader.FileUnreadable ? "It is tried again from time to time." : "It is read again when it changes, or when this note is removed.";
        return ResultFiles.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync($"{Path.GetFileName(outcome.Item.Path)} was not read: {outcome.Status}.\n{outcome.ErrorCode}: {outcome.ErrorMessage}\n{advice}{again}\n".AsMemory(), stop);
        });
    }

    private string Base(Item item) => Path.Combine(target, item.Name);

    /// <summary>Two properties of a JSON that may be large: they stand near its beginning.</summary>
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
