using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libheif;

namespace OcrFunctions.Engine.Images;

/// <summary>Phone photos, decoded by libheif, which applies their stored rotation.</summary>
internal static class HeicPhoto
{
    /// <summary>Libheif's error code for a valid file with a codec that it has no decoder for.</summary>
    private const int UnsupportedFiletype = 3, UnsupportedFeature = 4, PluginLoading = 11;

    private const int BitsPerPixel = 32;

    public static ImageHeader Header(string path)
    {
        using HeifContextHandle context = heif_context_alloc();
        using HeifImageHandle image = Primary(context, path);
        return new ImageHeader(heif_image_handle_get_width(image), heif_image_handle_get_height(image), BitsPerPixel);
    }

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/>, or <see cref="EngineErrorCodes.UnsupportedFormat"/> where the library has no
    /// decoder.
    /// </exception>
    public static PixHandle Decode(string path)
    {
        using HeifContextHandle context = heif_context_alloc();
        using HeifImageHandle image = Primary(context, path);
        heif_error error = heif_decode_image(image, out HeifPixelsHandle pixels, heif_colorspace_RGB, heif_chroma_interleaved_RGB, 0);
        using (pixels)
        {
            Check(error);
            return Copy(pixels);
        }
    }

    private static HeifImageHandle Primary(HeifContextHandle context, string path)
    {
        Check(heif_context_read_from_file(context, path, 0));
        heif_error error = heif_context_get_primary_image_handle(context, out HeifImageHandle image);
        if (error.Failed)
            image.Dispose();
        Check(error);
        return image;
    }

    private static unsafe PixHandle Copy(HeifPixelsHandle pixels)
    {
        int width = heif_image_get_width(pixels, heif_channel_interleaved),
            height = heif_image_get_height(pixels, heif_channel_interleaved);
        byte* from = heif_image_get_plane_readonly(pixels, heif_channel_interleaved, out int stride);
        PixHandle copy = Libleptonica.pixCreate(width, height, BitsPerPixel);
        if (from is null || copy.IsInvalid)
            throw LeptonicaErrors.From(EngineErrorCodes.DamagedFile, "The photo cannot be decoded.");
        uint* to = Libleptonica.pixGetData(copy);
        int words = Libleptonica.pixGetWpl(copy);
        for (int y = 0; y < height; y++, from += stride, to += words)
            for (int x = 0; x < width; x++)
                to[x] = (uint)from[3 * x] << 24 | (uint)from[3 * x + 1] << 16 | (uint)from[3 * x + 2] << 8;
        return copy;
    }

    private static void Check(heif_error error)
    {
        if (!error.Failed)
            return;
        throw error.code is UnsupportedFiletype or UnsupportedFeature or PluginLoading
            ? new EngineException(EngineErrorCodes.UnsupportedFormat,
                $"The photo's codec is not installed ({error}). Save it as JPEG, or install libheif's plugin for it "
                    + "(libheif-plugin-libde265 for HEIC on newer Debian and Ubuntu).")
            : new EngineException(EngineErrorCodes.DamagedFile, $"The photo cannot be decoded ({error}).");
    }
}
