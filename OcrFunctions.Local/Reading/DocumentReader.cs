using System.Text.Json.Nodes;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Local.Display;
using OcrFunctions.Local.Server;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Reading;

/// <summary>Has files read by the app, as any client would: sends them, looks how far they are, and waits for their ends.</summary>
internal sealed class DocumentReader(IServer server, IReadingView view)
{
    /// <summary>Code of files that the console itself cannot read.</summary>
    public const string FileUnreadable = "FileUnreadable";

    /// <summary>Documents on their way at once: enough for every engine, and no copy of a whole archive in storage.</summary>
    public static readonly int Window = Math.Max(8, (2 * Environment.ProcessorCount) + 2);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends the file and waits for its end.</summary>
    public async Task<Outcome> ReadAsync(Item item, Wishes wishes, CancellationToken stop, string? externalId = null)
    {
        string id;
        try
        {
            id = await server.Api.SubmitAsync(new Submission(item.Path, Path.GetFileName(item.Path), wishes, externalId), stop);
        }
        catch (RefusedException e)
        {
            return Ended(Outcome.Refused(item, e.Code, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Ended(Outcome.Refused(item, FileUnreadable, $"The file cannot be read: {e.Message}"));
        }

        view.Submitted(item, id);
        return await WaitAsync(item, id, wishes.Password, stop);
    }

    /// <summary>Waits for the end of a document that the app has.</summary>
    /// <param name="password">Given to it should it ask for one, once.</param>
    public async Task<Outcome> WaitAsync(Item item, string id, string? password, CancellationToken stop)
    {
        while (true)
        {
            JsonObject document = await server.Api.StatusAsync(id, stop);
            if ((string)document["status"]! is not (nameof(DocumentStatus.NotStarted) or nameof(DocumentStatus.Running)))
            {
                var outcome = new Outcome(item, id, document);
                // A file that was too large for HTTP could not carry it.
                if (outcome.ErrorCode != EngineErrorCodes.EncryptedPdf || password is null)
                    return Ended(outcome);
                await server.Api.RequeueAsync(id, password, stop);
                password = null;
            }
            else if ((int?)document["progress"]!["pagesTotal"] is { } total)
            {
                view.Pages(item, (int)document["progress"]!["pagesDone"]! + (int)document["progress"]!["pagesFailed"]!, total);
            }

            await server.StillThereAsync();
            await Task.Delay(PollInterval, stop);
        }
    }

    private Outcome Ended(Outcome outcome)
    {
        view.Ended(outcome);
        return outcome;
    }
}
