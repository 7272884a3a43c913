using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Lifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>The first line of an engine's life: what it can do, or why it cannot work at all.</summary>
internal static class Greeting
{
    /// <returns>Whether the engine is fit for work.</returns>
    public static bool Say(ReplyWriter replies)
    {
        try
        {
            (string tesseract, string leptonica) = Libraries.Open();
            LeptonicaMessages.Collect();
            replies.Write(new EngineReply { Id = 0, Hello = new EngineHello(tesseract, leptonica, ModelCatalogue.Read().Codes) });
            return true;
        }
        catch (Exception e)
        {
            replies.Write(new EngineReply { Id = 0, Error = Errors.From(e) });
            return false;
        }
    }
}
