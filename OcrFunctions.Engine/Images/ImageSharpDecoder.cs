using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Decodes what leptonica rejects: compressed bitmaps, JPEGs of 12 bits, damaged GIFs. ImageSharp is loaded with the first of them, since
/// nothing else here mentions its types.
/// </summary>
internal static class ImageSharpDecoder
{
    private const int BitsPerPixel = 32, SamplesWithAlpha = 4;

    private static readonly Configuration Formats = new(
        new BmpConfigurationModule(), new GifConfigurationModule(), new JpegConfigurationModule())
    {
        MaxDegreeOfParallelism = 1,
        // A warm process would keep the memory of its largest page.
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 0 }),
    };

    /// <summary>Size of the image, and the bits of its pixels in the file.</summary>
    /// <exception cref="EngineException">As for <see cref="Decode"/>.</exception>
    public static ImageHeader Header(string path, DocumentKind kind)
    {
        IImageInfo? info = Read(path, kind, file => Image.Identify(Formats, file));
        return info is { Width: > 0, Height: > 0 }
            ? new ImageHeader(info.Width, info.Height, info.PixelType.BitsPerPixel)
            : throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, $"The {Name(kind)} file cannot be read: its header is damaged.");
    }

    /// <param name="path">Path of a file whose declared size was checked: memory is allocated for it.</param>
    /// <param name="kind">BMP, GIF or JPEG.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/>, or <see cref="EngineErrorCodes.UnsupportedFormat"/> for an encoding that ImageSharp
    /// does not support either.
    /// </exception>
    public static PixHandle Decode(string path, DocumentKind kind)
    {
        using Image<Rgba32> image = Read(path, kind, file => Image.Load<Rgba32>(Formats, file, DecoderOf(kind)));
        return Copy(image);
    }

    private static IImageDecoder DecoderOf(DocumentKind kind) => kind switch
    {
        // A compressed bitmap leaves out what it does not paint: browsers show the page behind it.
        DocumentKind.Bmp => new BmpDecoder { RleSkippedPixelHandling = RleSkippedPixelHandling.Transparent },
        DocumentKind.Gif => new GifDecoder { DecodingMode = FrameDecodingMode.First },
        _ => new JpegDecoder(),
    };

    private static T Read<T>(string path, DocumentKind kind, Func<FileStream, T> read)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return read(file);
        }
        catch (NotSupportedException e)
        {
            throw new EngineException(EngineErrorCodes.UnsupportedFormat,
                $"The {Name(kind)} file is encoded in a way that is not supported ({e.Message.TrimEnd('.')}). Save it as PNG or TIFF.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A crafted file may end a decoder in any way.
            throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, $"The {Name(kind)} file cannot be decoded: {e.Message}");
        }
    }

    private static unsafe PixHandle Copy(Image<Rgba32> image)
    {
        PixHandle pixels = Libleptonica.pixCreate(image.Width, image.Height, BitsPerPixel);
        if (pixels.IsInvalid)
            throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, "The image cannot be decoded.");
        var words = new Span<uint>(Libleptonica.pixGetData(pixels), image.Width * image.Height);
        uint any = 0, all = uint.MaxValue;
        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = words.Slice(y * image.Width, image.Width);
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<Rgba32, uint>(image.DangerousGetPixelRowMemory(y).Span), row);
            foreach (uint word in row)
                (any, all) = (any | word, all & word);
        }

        // Some programs leave the alpha of all pixels at 0, and mean none.
        if ((byte)all < 255 && (byte)any > 0)
            _ = Libleptonica.pixSetSpp(pixels, SamplesWithAlpha);
        return pixels;
    }

    private static string Name(DocumentKind kind) => kind.ToString().ToUpperInvariant();
}
