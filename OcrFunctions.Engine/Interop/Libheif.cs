using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>libheif/heif.h</c>: names, types and meaning are those of the header.</summary>
internal static unsafe partial class Libheif
{
    internal const int heif_colorspace_RGB = 1;
    internal const int heif_chroma_interleaved_RGB = 10;
    internal const int heif_channel_interleaved = 10;

    [LibraryImport(Libraries.Heif)]
    internal static partial HeifContextHandle heif_context_alloc();

    [LibraryImport(Libraries.Heif)]
    internal static partial void heif_context_free(nint context);

    [LibraryImport(Libraries.Heif, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial heif_error heif_context_read_from_file(HeifContextHandle context, string filename, nint options);

    [LibraryImport(Libraries.Heif)]
    internal static partial heif_error heif_context_get_primary_image_handle(HeifContextHandle context, out HeifImageHandle image);

    [LibraryImport(Libraries.Heif)]
    internal static partial void heif_image_handle_release(nint image);

    [LibraryImport(Libraries.Heif)]
    internal static partial int heif_image_handle_get_width(HeifImageHandle image);

    [LibraryImport(Libraries.Heif)]
    internal static partial int heif_image_handle_get_height(HeifImageHandle image);

    /// <summary>Rotates and mirrors as the file specifies.</summary>
    [LibraryImport(Libraries.Heif)]
    internal static partial heif_error heif_decode_image(HeifImageHandle image, out HeifPixelsHandle pixels, int colorspace, int chroma,
        nint options);

    [LibraryImport(Libraries.Heif)]
    internal static partial void heif_image_release(nint pixels);

    [LibraryImport(Libraries.Heif)]
    internal static partial int heif_image_get_width(HeifPixelsHandle pixels, int channel);

    [LibraryImport(Libraries.Heif)]
    internal static partial int heif_image_get_height(HeifPixelsHandle pixels, int channel);

    [LibraryImport(Libraries.Heif)]
    internal static partial byte* heif_image_get_plane_readonly(HeifPixelsHandle pixels, int channel, out int stride);

    /// <summary>A code of 0 is success.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct heif_error
    {
        public int code;
        public int subcode;

        /// <summary>A constant, or owned by the context.</summary>
        public nint message;

        public readonly bool Failed => code != 0;

        public override readonly string ToString() => Marshal.PtrToStringUTF8(message) ?? "";
    }
}
