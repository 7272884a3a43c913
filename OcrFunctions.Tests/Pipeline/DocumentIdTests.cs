using System.Security.Cryptography;
using System.Text;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Tests.Pipeline;

public sealed class DocumentIdTests
{
    private static readonly BlobSource Source = new("documents", "scans/a b#?%é.pdf", "0x8DABC");

    [Fact]
    public void The_same_version_of_a_blob_is_the_same_document() => Assert.Equal(DocumentId.Of(Source), DocumentId.Of(Source with { }));

    [Fact]
    public void Another_version_name_or_container_is_another_document()
    {
        string[] ids =
            [DocumentId.Of(Source), DocumentId.Of(Source with { ETag = "0x8DABD" }), DocumentId.Of(Source with { BlobName = "x" }),
                DocumentId.Of(Source with { Container = "other" })];
        Assert.Distinct(ids);
    }

    [Fact]
    public void An_id_is_the_hash_in_base32()
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("documents\n0x8DABC\nscans/a b#?%é.pdf"));
        string bits = string.Concat(hash.Select(b => b.ToString("b8")));
        string expected =
            string.Concat(
                Enumerable.Range(0, 26).Select(i => "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(bits.Substring(5 * i, 5), 2)]));
        Assert.Equal(expected, DocumentId.Of(Source));
        Assert.True(DocumentId.IsWellFormed(expected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_text_without_the_form_of_an_id_is_not_one(string? text) => Assert.False(DocumentId.IsWellFormed(text));

    [Fact]
    public void Quotes_around_an_etag_make_no_difference() =>
        Assert.Equal(BlobSource.Of("c", "b", new Azure.ETag("\"0x1\"")), BlobSource.Of("c", "b", new Azure.ETag("0x1")));
}
