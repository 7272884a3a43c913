using OcrFunctions.Local.Reading;

namespace OcrFunctions.Local.Display;

/// <summary>Shows documents on their way. Called from several threads.</summary>
internal interface IReadingView
{
    void Submitted(Item item, string id);

    void Pages(Item item, int done, int total);

    void Ended(Outcome outcome);
}
