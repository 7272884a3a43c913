using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Onnx;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.PdfA;
using OcrFunctions.Engine.Recognition;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.Engine.SearchableText;
using OcrFunctions.Engine.Tesseract;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Executes a request. Throws <see cref="EngineException"/> for errors that have a code.</summary>
internal sealed class RequestHandler : IDisposable
{
    private readonly PdfOpener _pdfs = new();
    private readonly TesseractEngineCache _engines = new();
    private readonly SecondReader _secondReader = new(SecondReaderSettings.OfEnvironment());
    private readonly RecognizeHandler _recognition;
    private readonly PageRenderer _renderer;
    private readonly EngineDescriptionReader _description;

    public RequestHandler() =>
        (_recognition, _renderer, _description) =
            (new RecognizeHandler(_pdfs, _engines, _secondReader), new PageRenderer(_pdfs),
            new EngineDescriptionReader(_engines.Acceleration, _secondReader));

    public EngineReply Handle(EngineRequest request) => request switch
    {
        InspectRequest inspect => new EngineReply { Id = inspect.Id, Inspection = Inspection.Of(inspect, _pdfs) },
        RecognizeRequest recognize => new EngineReply { Id = recognize.Id, Page = _recognition.Recognize(recognize) },
        SearchableRequest searchable => new EngineReply { Id = searchable.Id, Searchable = SearchablePdf.Write(searchable, _pdfs) },
        ArchivalRequest archival => new EngineReply { Id = archival.Id, Archival = PdfAWriter.Write(archival, _pdfs) },
        RenderRequest render => new EngineReply { Id = render.Id, Rendered = _renderer.Write(render) },
        DescribeRequest describe => new EngineReply { Id = describe.Id, Description = _description.Now() },
        _ => throw new ArgumentException($"There is no handler for {request.GetType().Name}."),
    };

    public void Dispose()
    {
        _renderer.Dispose();
        _recognition.Dispose();
        _engines.Dispose();
        _secondReader.Dispose();
        _pdfs.Dispose();
    }
}
