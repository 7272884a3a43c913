namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>Gets the calls of <c>Series::Forward</c>, and leaves the outputs where the caller expects them. Throws nothing.</summary>
internal interface IForwardInterceptor
{
    void Forward(in ForwardCall call);
}
