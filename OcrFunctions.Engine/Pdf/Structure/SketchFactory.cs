using OcrFunctions.Engine.Geometry;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Makes sketches of pages: boxes, turn and unit from the page's dictionary, the rest from its content.</summary>
internal sealed class SketchFactory(
    IPdfTokenScanner scanner, IResourceStore resources, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
    : BasePageFactory<PageSketch>(scanner, resources, filters, parser, options)
{
    protected override PageSketch ProcessPage(
        int pageNumber,
        DictionaryToken dictionary,
        NamedDestinations namedDestinations,
        MediaBox mediaBox,
        CropBox cropBox,
        UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation,
        TransformationMatrix initialMatrix,
        IReadOnlyList<IGraphicsStateOperation> operations)
    {
        double unit = UnitOf(dictionary);
        PdfRectangle crop = Visible(cropBox.Bounds, mediaBox.Bounds);
        PageTransform toViewer = ViewerSpace.Of(crop.Left, crop.Bottom, crop.Width, crop.Height, rotation.Value, unit);
        (double width, double height) = rotation.SwapsAxis ? (crop.Height, crop.Width) : (crop.Width, crop.Height);
        var sketch = new PageSketch { Width = width * unit, Height = height * unit, UserUnit = unit };

        TransformationMatrix start =
            TransformationMatrix.FromValues(toViewer.A, toViewer.D, toViewer.B, toViewer.E, toViewer.C, toViewer.F);
        var reader =
            new SketchReader(sketch, pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit,
                rotation, start, ParsingOptions);
        _ = reader.Process(pageNumber, operations);
        sketch.EndsEarly = operations.Count(one => one is Push) > operations.Count(one => one is Pop);
        sketch.NamesContent = NamesContent(dictionary);
        sketch.HasLostContent = operations.Count == 0 && sketch.NamesContent && !HasContent(dictionary);
        sketch.Annotations.AddRange(PageAnnotations.Boxes(dictionary, PdfScanner, toViewer, sketch.Page));
        return sketch;
    }

    /// <summary>A viewer shows nothing outside the media box, however large the crop box is.</summary>
    private static PdfRectangle Visible(PdfRectangle crop, PdfRectangle media) =>
        crop.Intersect(media) is { Width: > 0, Height: > 0 } both ? both : crop;

    private static bool NamesContent(DictionaryToken page) =>
        page.Data.TryGetValue(NameToken.Contents, out IToken? token) && token is not ArrayToken { Data.Count: 0 };

    /// <summary>Whether any stream of the page's content is there.</summary>
    private bool HasContent(DictionaryToken page)
    {
        IToken contents = page.Data[NameToken.Contents];
        return DirectObject.Of<ArrayToken>(contents, PdfScanner) is { } parts
            ? parts.Data.Any(part => DirectObject.Of<StreamToken>(part, PdfScanner) is not null)
            : DirectObject.Of<StreamToken>(contents, PdfScanner) is not null;
    }

    private double UnitOf(DictionaryToken page) =>
        page.Data.TryGetValue(NameToken.UserUnit, out IToken? token) && DirectObject.Of<NumericToken>(token, PdfScanner) is { } unit
            && unit.Double > 0 && double.IsFinite(unit.Double)
            ? unit.Double
            : 1;
}
