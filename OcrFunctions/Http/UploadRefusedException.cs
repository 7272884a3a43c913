using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Http;

/// <summary>An upload is not taken, since its request is invalid; nothing of it is stored.</summary>
/// <param name="code">Stable code, see docs/errors.md.</param>
/// <param name="message">A sentence for the caller.</param>
internal sealed class UploadRefusedException(string code, string message) : Exception(message)
{
    public UploadRefusedException(OcrError error)
        : this(error.Code, error.Message)
    {
    }

    public string Code => code;
}
