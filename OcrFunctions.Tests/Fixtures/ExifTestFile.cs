namespace OcrFunctions.Tests.Fixtures;

/// <summary>EXIF data as a camera writes it.</summary>
internal static class ExifTestFile
{
    /// <summary>A JPEG with a segment of it.</summary>
    /// <param name="jpeg">A JPEG file's bytes.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <param name="little">Byte order of the segment; cameras use both.</param>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation, bool little)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Tiff(orientation, little)];
        int length = content.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. content, .. jpeg.AsSpan(2)];
    }

    /// <summary>The data itself: a TIFF structure with one tag.</summary>
    public static byte[] Tiff(byte orientation, bool little) => little
        ? [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
}
