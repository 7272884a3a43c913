using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.EngineProtocol;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Follows a page's drawing operators with PdfPig, which keeps the graphics state, and notes where glyphs, images and outlines
/// land. All positions are in the viewer's space, since the first matrix leads there.
/// </summary>
internal sealed class SketchReader(
    PageSketch sketch,
    int pageNumber,
    IResourceStore resources,
    IPdfTokenScanner scanner,
    IPageContentParser parser,
    ILookupFilterProvider filters,
    CropBox cropBox,
    UserSpaceUnit unit,
    PageRotationDegrees rotation,
    TransformationMatrix toViewer,
    ParsingOptions options)
    : BaseStreamProcessor<PageSketch>(pageNumber, resources, scanner, parser, filters, cropBox, unit, rotation, toViewer, options)
{
    /// <summary>A page with more is a map or an attack, and is judged by its image.</summary>
    private const int MostMarks = 2_000_000;

    /// <summary>Height of a glyph that says none, over its width-giving size.</summary>
    private const double AssumedHeight = 0.7;

    /// <summary>Colors lighter than this are white.</summary>
    private const double White = 0.95;

    private readonly PathOutlines _paths = new();
    private readonly List<Box> _painted = [];
    private readonly ShapeTracer _shapes = new(sketch);
    private int _order;

    public override PageSketch Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PushState();
        ProcessOperations(operations);
        PopState();
        CoveredGlyphs.Hide(sketch);
        return sketch;
    }

    public override void PushState()
    {
        base.PushState();
        _shapes.Push();
    }

    public override void PopState()
    {
        base.PopState();
        _shapes.Pop();
    }

    // PdfPig begins a transparency group anew, although what it shows is blended as a whole.
    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        sketch.IsIntricate |= formStream.StreamDictionary.ContainsKey(NameToken.Group)
            && !PaintColor.IsOpaque(GetCurrentState(), isStroke: false);
        base.ProcessFormXObject(formStream, xObjectName);
    }

    public override void RenderGlyph(
        IFont font,
        CurrentGraphicsState state,
        double fontSize,
        double pointSize,
        int code,
        string unicode,
        long currentOffset,
        in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix,
        in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        Count();
        if (string.IsNullOrWhiteSpace(unicode) && unicode?.Length > 0)
            return;
        TransformationMatrix map = renderingMatrix.Multiply(textMatrix).Multiply(transformationMatrix);
        PdfRectangle bounds = characterBoundingBox.GlyphBounds;
        if (!(bounds.Width > 0 && bounds.Height > 0))
            bounds = new PdfRectangle(0, 0, characterBoundingBox.Width, AssumedHeight);
        Box box = Box.Around(Point(map, bounds.Left, bounds.Bottom), Point(map, bounds.Right, bounds.Bottom),
            Point(map, bounds.Right, bounds.Top), Point(map, bounds.Left, bounds.Top));
        if (!double.IsFinite(box.Area) || !sketch.Page.Contains(box.CenterX, box.CenterY))
            return;
        (double x0, double y0) = Point(map, 0, 0);
        (double x1, double y1) = Point(map, 1, 0);
        double angle = Math.Atan2(y1 - y0, x1 - x0) * 180 / Math.PI;
        SlantedPlace? slanted = SlantedPlace.IsSlanted(angle) ? Slanted(map, bounds, characterBoundingBox.Width) : null;
        TextRenderingMode mode = state.FontState.TextRenderingMode;
        bool isStroke = mode is TextRenderingMode.Stroke or TextRenderingMode.StrokeClip;
        sketch.IsIntricate |= mode >= TextRenderingMode.FillClip || !PaintColor.IsOpaque(state, isStroke);
        _shapes.Glyph(box);
        sketch.Glyphs.Add(new SketchedGlyph(
            unicode ?? "", NameOf(font), box, angle, _order, IsWithoutInk(state, box), PaintColor.Of(state, isStroke), slanted));
    }

    protected override void RenderXObjectImage(XObjectContentRecord record) =>
        Add(record.AppliedTransformation, record.Stream.StreamDictionary, ImageFormat.Of(record.Stream.StreamDictionary, PdfScanner),
            IsJpeg(record.Stream.StreamDictionary) && CutStream.IsCut(record.Stream.Data.Span));

    protected override void RenderInlineImage(InlineImage inlineImage) =>
        Add(CurrentTransformationMatrix, inlineImage.ImageDictionary, null, isCut: false);

    public override void BeginSubpath() => _paths.Begin();

    public override PdfPoint? CloseSubpath()
    {
        _shapes.Path.Close();
        return null;
    }

    public override void MoveTo(double x, double y)
    {
        _paths.Begin();
        _paths.Add(Here(x, y));
        _shapes.Path.MoveTo(Here(x, y));
    }

    public override void LineTo(double x, double y)
    {
        _paths.Add(Here(x, y));
        _shapes.Path.LineTo(Here(x, y));
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
        _paths.Add(Here(x2, y2), Here(x3, y3));
        _shapes.Path.CurveTo(Here(x2, y2), Here(x3, y3));
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        _paths.Add(Here(x1, y1), Here(x2, y2), Here(x3, y3));
        _shapes.Path.CurveTo(Here(x1, y1), Here(x2, y2), Here(x3, y3));
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
        (double X, double Y) a = Here(x, y), b = Here(x + width, y), c = Here(x + width, y + height), d = Here(x, y + height);
        _paths.AddRectangle(a, b, c, d);
        _shapes.Path.Rectangle(a, b, c, d);
    }

    public override void StrokePath(bool close)
    {
        Draw();
        Stroke(close);
        EndPath();
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
        Fill();
        EndPath();
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
        Fill();
        Stroke(close);
        EndPath();
    }

    public override void EndPath()
    {
        _paths.Clear();
        _shapes.Path.Clear();
    }

    public override void ClosePath() => EndPath();

    // Where a clip hides something the page's text is judged by what it would show without: an image of it decides in doubt.
    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
        sketch.Clip = sketch.Clip.Intersection(_paths.Rectangle() ?? default);
        _shapes.Clip();
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
        var corners = new PathOutlines();
        corners.AddRectangle(Here(rectangle.Left, rectangle.Bottom), Here(rectangle.Right, rectangle.Bottom),
            Here(rectangle.Right, rectangle.Top), Here(rectangle.Left, rectangle.Top));
        sketch.Clip = sketch.Clip.Intersection(corners.Rectangle() ?? default);
        if (corners.Rectangle() is { } box)
            _shapes.Clip(box);
        else
            sketch.IsIntricate = true;
    }

    // Layers can be switched off; what of the content is in none is not told apart.
    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties) =>
        sketch.HasLayers |= name.Data == "OC";

    public override void EndMarkedContent()
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
        Draw();
        sketch.IsIntricate = true;
        _painted.Add(sketch.Page);
    }

    private void Fill()
    {
        Draw();
        CurrentGraphicsState state = GetCurrentState();
        bool isWhite = IsWhite(state.CurrentNonStrokingColor);
        if (IsOpaque(state) && state.CurrentNonStrokingColor is not PatternColor && _paths.Rectangle() is { } rectangle)
            sketch.Rectangles.Add((rectangle, _order));
        if (!isWhite)
            _painted.AddRange(_paths.Finished());
        _shapes.Fill(state, _order);
    }

    private void Stroke(bool close)
    {
        if (close)
            _shapes.Path.Close();
        _shapes.Stroke(GetCurrentState(), _order);
    }

    private void Add(TransformationMatrix matrix, DictionaryToken dictionary, ImageFormat? format, bool isCut)
    {
        Count();
        var map = new PageTransform(matrix.A, matrix.C, matrix.E, matrix.B, matrix.D, matrix.F);
        Box box = Box.Around(map.Apply(0, 0), map.Apply(1, 0), map.Apply(1, 1), map.Apply(0, 1)).Intersection(sketch.Page);
        if (!(box.Area > 0))
            return;
        bool opaque = !dictionary.Data.ContainsKey("SMask") && !dictionary.Data.ContainsKey("Mask")
            && DirectObject.Entry<BooleanToken>(dictionary, "ImageMask", PdfScanner)?.Data != true
            && IsOpaque(GetCurrentState());
        sketch.Images.Add(new SketchedImage(box, map, _order, opaque, Side("Width", "W") * Side("Height", "H"), format, isCut));
        _painted.Add(box);

        // An image in the content itself has short names.
        long Side(string name, string shortName) =>
            Math.Max(0, (DirectObject.Entry<NumericToken>(dictionary, name, PdfScanner)
                ?? DirectObject.Entry<NumericToken>(dictionary, shortName, PdfScanner))?.Int ?? 0);
    }

    /// <summary>Whether the data is that of a JPEG or JPEG 2000 file, and nothing is wrapped around it.</summary>
    private bool IsJpeg(DictionaryToken image)
    {
        IToken? filter = image.Data.GetValueOrDefault("Filter");
        string? name = DirectObject.Of<NameToken>(filter, PdfScanner)?.Data
            ?? (DirectObject.Of<ArrayToken>(filter, PdfScanner) is { Data: [NameToken only] } ? only.Data : null);
        return name is "DCTDecode" or "JPXDecode";
    }

    /// <summary>Drawn without ink, with transparent ink, or white where nothing was painted before.</summary>
    private bool IsWithoutInk(CurrentGraphicsState state, Box box)
    {
        TextRenderingMode mode = state.FontState.TextRenderingMode;
        if (mode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip)
            return true;
        bool filled = mode is not (TextRenderingMode.Stroke or TextRenderingMode.StrokeClip);
        if ((filled ? state.AlphaConstantNonStroking : state.AlphaConstantStroking) <= 0)
            return true;
        return IsWhite(filled ? state.CurrentNonStrokingColor : state.CurrentStrokingColor)
            && !_painted.Exists(painted => painted.Contains(box.CenterX, box.CenterY));
    }

    private bool IsOpaque(CurrentGraphicsState state) =>
        state is { AlphaConstantNonStroking: >= 1, BlendMode: BlendMode.Normal, SoftMask: null } && !sketch.HasLayers;

    private static SlantedPlace Slanted(in TransformationMatrix map, PdfRectangle bounds, double width)
    {
        (double x, double y) = Point(map, 0, 0);
        (double endX, double endY) = Point(map, width, 0);
        (double topX, double topY) = Point(map, 0, 1);
        double size = Math.Sqrt((topX - x) * (topX - x) + (topY - y) * (topY - y)),
            advance = Math.Sqrt((endX - x) * (endX - x) + (endY - y) * (endY - y));
        return new SlantedPlace(x, y, advance, size, bounds.Top * size, bounds.Bottom * size);
    }

    /// <summary>PdfPig gives Type 3 fonts the name of their type.</summary>
    private static string NameOf(IFont font) => font.Name?.Data is { } name && name != NameToken.Type3.Data ? name : "";

    private static bool IsWhite(IColor? color)
    {
        if (color is null or PatternColor)
            return false;
        (double r, double g, double b) = color.ToRGBValues();
        return Math.Min(r, Math.Min(g, b)) > White;
    }

    private void Draw()
    {
        Count();
        sketch.Drawings++;
    }

    private void Count()
    {
        if (++_order > MostMarks)
            throw new EngineException(EngineErrorCodes.PageTooLarge, $"The page has more than {MostMarks} marks.");
    }

    private (double X, double Y) Here(double x, double y) => Point(CurrentTransformationMatrix, x, y);

    private static (double X, double Y) Point(in TransformationMatrix map, double x, double y)
    {
        PdfPoint point = map.Transform(new PdfPoint(x, y));
        return (point.X, point.Y);
    }
}
