using System.Text.Json.Nodes;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Cli.Client.Servers;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>Has files read by the app, as any client would: sends them, polls their progress, and waits for them to finish.</summary>
internal sealed class DocumentReader(IServer server, IProgressView view)
{
    /// <summary>Code of files that the console itself cannot read.</summary>
    public const string FileUnreadable = "FileUnreadable";

    /// <summary>Documents in progress at once: enough for every engine, without a copy of a whole archive in storage.</summary>
    public static readonly int Window = Math.Max(8, (2 * Environment.ProcessorCount) + 2);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends the file and waits until it is finished.</summary>
    public async Task<FileResult> ReadAsync(InputFile file, OcrRequestOptions options, CancellationToken stop, string? externalId = null)
    {
        string id;
        try
        {
            id = await server.Api.SubmitAsync(new Submission(file.Path, NameOf(file.Path), options, externalId), stop);
        }
        catch (RefusedException e)
        {
            return Ended(FileResult.Refused(file, e.Code, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Ended(FileResult.Refused(file, FileUnreadable, $"The file cannot be read: {e.Message}"));
        }

        view.Submitted(file, id);
        return await WaitAsync(file, id, options.Password, stop);
    }

    /// <summary>Waits until a document in the app is finished.</summary>
    /// <param name="password">Sent once if the document requires one.</param>
    public async Task<FileResult> WaitAsync(InputFile file, string id, string? password, CancellationToken stop)
    {
        while (true)
        {
            JsonObject document = await server.Api.StatusAsync(id, stop);
            if ((string)document["status"]! is not (nameof(DocumentStatus.NotStarted) or nameof(DocumentStatus.Running)))
            {
                var result = new FileResult(file, id, document);
                // A file that was too large for HTTP could not include it.
                if (result.ErrorCode != EngineErrorCodes.EncryptedPdf || password is null)
                    return Ended(result);
                await server.Api.RequeueAsync(id, password, stop);
                password = null;
            }
            else if ((int?)document["progress"]!["pagesTotal"] is { } total)
            {
                view.Pages(file, (int)document["progress"]!["pagesDone"]! + (int)document["progress"]!["pagesFailed"]!, total);
            }

            await server.ThrowIfEndedAsync();
            await Task.Delay(PollInterval, stop);
        }
    }

    /// <summary>The file's name without control characters, which file systems allow and the app does not.</summary>
    internal static string NameOf(string path) =>
        string.Concat(Path.GetFileName(path).Select(sign => char.IsControl(sign) ? '_' : sign));

    private FileResult Ended(FileResult result)
    {
        view.Ended(result);
        return result;
    }
}
