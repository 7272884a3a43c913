using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.Cli.FolderFollower;

/// <summary>One version of a file, without reading it: a rewritten file has another time or size.</summary>
internal readonly record struct FileVersion(long Bytes, DateTime WrittenUtc)
{
    /// <returns>Null if the file no longer exists.</returns>
    public static FileVersion? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileVersion(file.Length, file.LastWriteTimeUtc) : null;
    }

    /// <summary>
    /// The external id of its document. It is in the app's lists and in the saved results, so both show
    /// after a restart what was read. Without the folder, which may be moved or mounted elsewhere; in whole seconds, which every
    /// file system keeps.
    /// </summary>
    public string ExternalId(string name)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{name}\n{Bytes}\n{WrittenUtc:yyyyMMddHHmmss}");
        return "file-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
