namespace OcrFunctions.Tests.Architecture;

/// <summary>The folders of the engine are layers.</summary>
public sealed class EngineLayersTests
{
    private static readonly FolderLayers Engine = FolderLayers.Of("OcrFunctions.Engine");

    private static readonly string[] BottomToTop =
    [
        "Assets", "Errors", "Interop", "Geometry", "ProcessLifetime", "Languages", "Images", "Preprocessing",
        "Pdf", "Pdf/Structure", "Pdf/Opening", "Pdf/Embedded", "Pdf/Text", "Documents", "Rendering", "SearchableText", "PdfA",
        "Ocr", "SecondReading", "Recognition", "Onnx", "Tesseract/Network", "Tesseract/Kernels", "Tesseract/Layers",
        "Tesseract/Acceleration", "Tesseract", "Requests",
    ];

    [Fact]
    public void No_folder_imports_one_above_it() => Assert.Empty(Engine.Check(BottomToTop));

    [Fact]
    public void Only_the_program_is_above_the_folders() => Assert.Equal(["Program.cs"], Engine.Files.Where(file => !file.Contains('/')));

    [Theory]
    [InlineData("Libtesseract")]
    [InlineData("BaseApiHandle")]
    [InlineData("ResultIteratorHandle")]
    [InlineData("TextHandle")]
    [InlineData("TextArrayHandle")]
    public void Only_Tesseract_uses_the_bindings_of_libtesseract(string binding) =>
        Assert.Equal(["Tesseract"], Engine.Imports.Where(import => import.Type == binding).Select(import => import.Folder).Distinct());

    [Fact]
    public void An_import_that_goes_up_is_named()
    {
        IReadOnlyList<string> faults = Engine.Check(["Assets", "Interop", "Errors", .. BottomToTop[3..]]);
        Assert.Contains("Interop/Libraries uses EngineException of Errors, which is above Interop.", faults);
        Assert.Contains("Interop/Libraries.cs has a using directive for Errors, which is above Interop.", faults);
        Assert.All(faults, fault => Assert.EndsWith("Errors, which is above Interop.", fault));
    }

    [Fact]
    public void A_use_without_a_using_directive_is_named()
    {
        // Types of a parent namespace need none.
        IReadOnlyList<string> faults = Engine.Check([.. BottomToTop.Where(folder => folder != "Pdf"), "Pdf"]);
        Assert.Contains("Pdf/Opening/PdfOpener uses PdfTools of Pdf, which is above Pdf/Opening.", faults);
        Assert.DoesNotContain("Pdf/Opening/PdfOpener.cs has a using directive for Pdf, which is above Pdf/Opening.", faults);
    }

    [Fact]
    public void A_constant_is_an_import_too() =>
        // SizeLimit.MaxSide leaves no trace in the assembly.
        Assert.Contains(
            "Pdf/PdfPageSize.cs has a using directive for Images, which is above Pdf.",
            Engine.Check([.. BottomToTop.Where(folder => folder != "Images"), "Images"]));

    [Fact]
    public void A_folder_without_a_place_and_a_layer_without_files_are_named() => Assert.Equal(
        ["Assets has no place among the layers.", "Files is no folder with files."],
        Engine.Check(["Files", .. BottomToTop[1..]]));
}
