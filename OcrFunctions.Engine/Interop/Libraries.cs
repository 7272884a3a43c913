using System.Reflection;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Interop;

/// <summary>Finds the system's native libraries by their versioned names; no package of this project contains them.</summary>
internal static class Libraries
{
    internal const string Tesseract = "tesseract";
    internal const string Leptonica = "leptonica";
    internal const string Heif = "heif";
    internal const string Tiff = "tiff";

    private const string HowToInstall =
        "Install Tesseract 5 and poppler: `apt-get install tesseract-ocr poppler-utils` on Debian and Ubuntu, "
        + "`brew install tesseract poppler` on macOS.";

    private static readonly Lazy<nint> TesseractLibrary = new(() => Load("libtesseract", TesseractNames()));
    private static readonly Lazy<nint> LeptonicaLibrary = new(LoadLeptonica);

    // Only HEIC photos need it, so its absence is reported only for them.
    private static readonly Lazy<nint> HeifLibrary =
        new(() => Load("libheif, which HEIC photos need,", HeifNames(),
            "`apt-get install libheif1` on Debian and Ubuntu, `brew install libheif` on macOS; or save the photo as JPEG."));

    // A dependency of leptonica.
    private static readonly Lazy<nint> TiffLibrary = new(() => Load("libtiff", TiffNames()));

    /// <summary>The loaded libtesseract, through which its dependencies' functions are found, too.</summary>
    public static nint TesseractHandle => TesseractLibrary.Value;

    /// <summary>Loads both libraries and compares versions. Call it once, before any other native call.</summary>
    /// <returns>Versions of libtesseract and leptonica, such as <c>5.3.0</c> and <c>1.82.0</c>.</returns>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineNotInstalled"/>.</exception>
    public static (string Tesseract, string Leptonica) Open()
    {
        NativeLibrary.SetDllImportResolver(typeof(Libraries).Assembly, Resolve);
        _ = TesseractLibrary.Value;
        _ = LeptonicaLibrary.Value;
        return Versions();
    }

    /// <summary>Versions of libtesseract and leptonica, such as <c>5.3.0</c> and <c>1.82.0</c>, once they are open.</summary>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineNotInstalled"/>: a version is too old.</exception>
    public static (string Tesseract, string Leptonica) Versions()
    {
        string tesseract = Marshal.PtrToStringUTF8(Libtesseract.TessVersion()) ?? "";
        if (!int.TryParse(tesseract.AsSpan(0, Math.Max(0, tesseract.IndexOf('.'))), out int major) || major < 5)
            throw NotInstalled($"Tesseract {tesseract} is too old, version 5 is needed.");
        using LeptonicaText leptonica = Libleptonica.getLeptonicaVersion();
        return (tesseract, leptonica.ToString().Replace("leptonica-", "", StringComparison.Ordinal));
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath) => library switch
    {
        Tesseract => TesseractLibrary.Value,
        Leptonica => LeptonicaLibrary.Value,
        Heif => HeifLibrary.Value,
        Tiff => TiffLibrary.Value,
        _ => 0, // libc and the like: the runtime's own search finds them
    };

    // Two copies of leptonica in one process would misread each other's structs. Where libtesseract's handle also finds the symbols
    // of its dependencies (dlsym does), that handle gives the matching leptonica.
    private static nint LoadLeptonica() => NativeLibrary.TryGetExport(TesseractLibrary.Value, nameof(Libleptonica.pixRead), out _)
        ? TesseractLibrary.Value
        : Load("leptonica", LeptonicaNames());

    private static nint Load(string what, string[] names, string howToInstall = HowToInstall)
    {
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, out nint handle))
                return handle;
        throw NotInstalled($"{what} is not installed (looked for {string.Join(", ", names)}).", howToInstall);
    }

    private static string[] TesseractNames() => OperatingSystem.IsWindows()
        ? ["libtesseract-5.dll", "tesseract55.dll", "tesseract54.dll", "tesseract53.dll", "tesseract50.dll", "tesseract.dll"]
        : OperatingSystem.IsMacOS()
            ? [.. Homebrew("libtesseract.5.dylib"), "libtesseract.dylib"]
            : ["libtesseract.so.5", "libtesseract.so"];

    private static string[] LeptonicaNames() => OperatingSystem.IsWindows()
        ? ["libleptonica-6.dll", "liblept-5.dll", "leptonica-1.85.0.dll", "leptonica-1.84.1.dll", "leptonica.dll"]
        : OperatingSystem.IsMacOS()
            ? [.. Homebrew("libleptonica.6.dylib"), .. Homebrew("liblept.5.dylib")]
            : ["libleptonica.so.6", "liblept.so.5", "libleptonica.so", "liblept.so"];

    private static string[] HeifNames() => OperatingSystem.IsWindows()
        ? ["libheif.dll", "heif.dll"]
        : OperatingSystem.IsMacOS() ? Homebrew("libheif.1.dylib") : ["libheif.so.1", "libheif.so"];

    private static string[] TiffNames() => OperatingSystem.IsWindows()
        ? ["libtiff-6.dll", "tiff.dll", "libtiff-5.dll"]
        : OperatingSystem.IsMacOS() ? [.. Homebrew("libtiff.6.dylib"), .. Homebrew("libtiff.5.dylib")]
            : ["libtiff.so.6", "libtiff.so.5", "libtiff.so"];

    // Homebrew's folders are not on the loader's path.
    private static string[] Homebrew(string name) => [name, "/opt/homebrew/lib/" + name, "/usr/local/lib/" + name];

    private static EngineException NotInstalled(string sentence, string howToInstall = HowToInstall) =>
        new(EngineErrorCodes.EngineNotInstalled, $"{sentence} {howToInstall}");
}
