using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Secrets;

/// <summary>
/// AES-256-GCM. The key is the setting <see cref="OcrOptions.SecretKey"/>, or derived from the storage account's own key, so that access to
/// the blobs alone is useless. Format: nonce, tag, ciphertext; the blob's name is authenticated with it.
/// </summary>
public sealed class SecretCipher(IOptions<OcrOptions> options, IConfiguration configuration)
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    private static readonly byte[] Purpose = "OcrFunctions document passwords"u8.ToArray();

    /// <summary>Whether a text can be the setting.</summary>
    public static bool IsKey(string text)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out int length) && length == KeyBytes;
    }

    /// <exception cref="NoSecretKeyException">There is no key.</exception>
    public byte[] Seal(byte[] text, string name)
    {
        byte[] all = new byte[NonceBytes + TagBytes + text.Length];
        Span<byte> nonce = all.AsSpan(0, NonceBytes), tag = all.AsSpan(NonceBytes, TagBytes), cipher = all.AsSpan(NonceBytes + TagBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(), TagBytes);
        aes.Encrypt(nonce, text, cipher, tag, Encoding.UTF8.GetBytes(name));
        return all;
    }

    /// <returns>Null for data that was not encrypted with this key under this name.</returns>
    public byte[]? Open(byte[] all, string name)
    {
        if (all.Length < NonceBytes + TagBytes)
            return null;
        byte[] text = new byte[all.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Key(), TagBytes);
        try
        {
            aes.Decrypt(all.AsSpan(0, NonceBytes), all.AsSpan(NonceBytes + TagBytes), all.AsSpan(NonceBytes, TagBytes), text,
                Encoding.UTF8.GetBytes(name));
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] Key()
    {
        string set = options.Value.SecretKey;
        if (set.Length > 0)
            return Convert.FromBase64String(set);

        string account = (configuration[StorageNames.ConnectionSetting] ?? "").Split(';')
            .FirstOrDefault(part => part.StartsWith("AccountKey=", StringComparison.OrdinalIgnoreCase))?["AccountKey=".Length..] ?? "";
        return account.Length > 0
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(account), KeyBytes, info: Purpose)
            : throw new NoSecretKeyException();
    }
}
