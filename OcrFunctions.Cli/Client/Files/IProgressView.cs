namespace OcrFunctions.Cli.Client.Files;

/// <summary>Shows the progress of documents. Called from several threads.</summary>
internal interface IProgressView
{
    void Submitted(InputFile file, string id);

    void Pages(InputFile file, int done, int total);

    void Ended(FileResult result);
}
