using OcrFunctions.Engine.Archival;
using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Recognition;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.Engine.Searchable;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Does what a request asks. Throws <see cref="EngineException"/> for what has a name.</summary>
internal sealed class RequestHandler
{
    private readonly PdfOpener _pdfs = new();
    private readonly PageRecognition _recognition;
    private readonly PagePicture _pictures;

    public RequestHandler() => (_recognition, _pictures) = (new PageRecognition(_pdfs), new PagePicture(_pdfs));

    public EngineReply Handle(EngineRequest request) => request switch
    {
        InspectRequest inspect => new EngineReply { Id = inspect.Id, Inspection = Inspection.Of(inspect, _pdfs) },
        RecogniseRequest recognise => new EngineReply { Id = recognise.Id, Page = _recognition.Recognise(recognise) },
        SearchableRequest searchable => new EngineReply { Id = searchable.Id, Searchable = SearchablePdf.Write(searchable, _pdfs) },
        ArchivalRequest archival => new EngineReply { Id = archival.Id, Archival = ArchivalPdf.Write(archival, _pdfs) },
        RenderRequest render => new EngineReply { Id = render.Id, Rendered = _pictures.Write(render) },
        DescribeRequest describe => new EngineReply { Id = describe.Id, Description = Description.Now() },
        _ => throw new ArgumentException($"There is no handler for {request.GetType().Name}."),
    };
}
