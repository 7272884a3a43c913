using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.Local.Follow;

/// <summary>One state of a file, without reading it: what is written anew has another time or size.</summary>
internal readonly record struct FileVersion(long Bytes, DateTime WrittenUtc)
{
    /// <returns>Null where there is no such file any more.</returns>
    public static FileVersion? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileVersion(file.Length, file.LastWriteTimeUtc) : null;
    }

    /// <summary>
    /// The external id of the document that is made of it. It stands in the app's lists and in the saved results, so both tell
    /// after a restart what was read. Without the folder, which may be moved or mounted elsewhere; in whole seconds, which every
    /// file system keeps.
    /// </summary>
    public string ExternalId(string name)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{name}\n{Bytes}\n{WrittenUtc:yyyyMMddHHmmss}");
        return "file-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
