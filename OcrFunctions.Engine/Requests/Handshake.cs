using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>The engine's handshake: its first line, with what it can do, or why it cannot work at all.</summary>
internal static class Handshake
{
    /// <returns>Whether the engine is ready for work.</returns>
    public static bool Send(ReplyWriter replies)
    {
        try
        {
            (string tesseract, string leptonica) = Libraries.Open();
            LeptonicaMessages.Capture();
            replies.Write(new EngineReply { Id = 0, Hello = new EngineHello(tesseract, leptonica, ModelCatalog.Read().Codes) });
            return true;
        }
        catch (Exception e)
        {
            replies.Write(new EngineReply { Id = 0, Error = ErrorReply.From(e) });
            return false;
        }
    }
}
