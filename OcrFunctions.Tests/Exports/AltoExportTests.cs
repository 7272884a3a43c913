using System.Globalization;
using System.Xml.Linq;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Exports;

/// <summary>ALTO by the rules of its schema: order of elements, required attributes, unique ids, values in their ranges.</summary>
public sealed class AltoExportTests
{
    private static readonly XNamespace Alto = "http://www.loc.gov/standards/alto/ns-v4#";

    [Fact]
    public async Task The_document_states_its_unit_its_file_and_its_software()
    {
        XElement pdf = await ReadAsync(ExportSamples.Row("a & b.pdf"), ExportSamples.Page(1, "inch", 0, "one")),
            image = await ReadAsync(ExportSamples.Row("a.tif", EngineProtocol.DocumentKind.Tiff), ExportSamples.Page(1, "pixel", 0, "one"));
        Assert.Equal(["Description", "Layout"], pdf.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["MeasurementUnit", "sourceImageInformation", "Processing"],
            pdf.Element(Alto + "Description")!.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(("inch1200", "a & b.pdf"),
            (pdf.Descendants(Alto + "MeasurementUnit").Single().Value, pdf.Descendants(Alto + "fileName").Single().Value));
        Assert.Equal("pixel", image.Descendants(Alto + "MeasurementUnit").Single().Value);
        Assert.Equal("12000", pdf.Descendants(Alto + "Page").Single().Attribute("WIDTH")!.Value);
        Assert.Equal("1000", image.Descendants(Alto + "Page").Single().Attribute("WIDTH")!.Value);
    }

    [Fact]
    public async Task Elements_nest_with_their_required_attributes_and_ids_are_unique()
    {
        XElement alto =
            await ReadAsync(ExportSamples.Row(), ExportSamples.Page(1, "inch", 0.03, "one two\nthree", "four"),
                ExportSamples.Page(2, "inch", 0, "five"), ExportSamples.FailedPage(3));
        Dictionary<string, (string Parent, string[] Must)> rules = new()
        {
            ["Page"] = ("Layout", ["ID", "PHYSICAL_IMG_NR"]),
            ["PrintSpace"] = ("Page", ["HPOS", "VPOS", "WIDTH", "HEIGHT"]),
            ["TextBlock"] = ("PrintSpace", ["ID", "HPOS", "VPOS", "WIDTH", "HEIGHT"]),
            ["TextLine"] = ("TextBlock", ["ID", "HPOS", "VPOS", "WIDTH", "HEIGHT"]),
            ["String"] = ("TextLine", ["ID", "CONTENT", "HPOS", "VPOS", "WIDTH", "HEIGHT"]),
            ["SP"] = ("TextLine", ["HPOS", "VPOS", "WIDTH"]),
            ["Shape"] = ("String", []),
            ["Polygon"] = ("Shape", ["POINTS"]),
        };
        foreach (XElement element in alto.Element(Alto + "Layout")!.Descendants())
        {
            (string parent, string[] must) = rules[element.Name.LocalName];
            Assert.Equal(parent, element.Parent!.Name.LocalName);
            Assert.All(must, name => Assert.NotNull(element.Attribute(name)));
            Assert.All(element.Attributes().Where(a => a.Name.LocalName is "HPOS" or "VPOS" or "WIDTH" or "HEIGHT"),
                a => Assert.True(int.Parse(a.Value, CultureInfo.InvariantCulture) >= 0));
        }

        string[] ids = [.. alto.Descendants().Select(e => e.Attribute("ID")?.Value).OfType<string>()];
        Assert.Equal(ids.Distinct(), ids);
        // An XML name: starts with a letter, without spaces.
        Assert.All(ids, id => Assert.Equal(id, System.Xml.XmlConvert.VerifyNCName(id)));
        Assert.Equal(["one", "two", "three", "four", "five"], alto.Descendants(Alto + "String").Select(s => s.Attribute("CONTENT")!.Value));
        Assert.Single(alto.Descendants(Alto + "SP"));
        Assert.Equal(4, alto.Descendants(Alto + "Polygon").Count());
        Assert.All(alto.Descendants(Alto + "String"),
            s => Assert.InRange(double.Parse(s.Attribute("WC")!.Value, CultureInfo.InvariantCulture), 0, 1));
    }

    [Fact]
    public async Task Characters_that_xml_cannot_hold_are_replaced()
    {
        XElement alto = await ReadAsync(ExportSamples.Row("a\u0001.pdf"), ExportSamples.Page(1, blocks: "x\u0002y \uD83D😀 <&>"));
        Assert.Equal(["x\uFFFDy", "\uFFFD😀", "<&>"], alto.Descendants(Alto + "String").Select(s => s.Attribute("CONTENT")!.Value));
    }

    private static async Task<XElement> ReadAsync(DocumentRow row, params PageResult[] pages) =>
        XDocument.Parse(await ExportSamples.WriteAsync(output => new AltoExport(output), row, pages)).Root!;
}
