using CsCheck;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.Tests.Durable.Storage;

public sealed class StorageKeysTests
{
    private static readonly Gen<string> Id = Gen.OneOf(Gen.Char, Gen.Char['\u0000', '\u007f']).Array[1, 60].Select(chars => new string(chars));

    [Fact]
    public void Different_ids_have_different_keys_of_harmless_characters() => Gen.Select(Id, Id).Sample((a, b) =>
    {
        Assert.Equal(a == b, StorageKeys.Escape(a) == StorageKeys.Escape(b));
        Assert.Matches("^[A-Za-z0-9!~_.-]*$", StorageKeys.Escape(a));
    });

    [Fact]
    public void The_key_of_an_id_begins_with_the_key_of_its_prefix() => Gen.Select(Id, Id).Sample((a, b) =>
        Assert.StartsWith(StorageKeys.Prefix(a), StorageKeys.Escape(a + b), StringComparison.Ordinal));

    [Fact]
    public void The_longest_ids_fit_a_key_and_stay_apart()
    {
        string one = new('日', 512), two = new string('日', 511) + "本";
        Assert.True(StorageKeys.Escape(one).Length <= 512);
        Assert.NotEqual(StorageKeys.Escape(one), StorageKeys.Escape(two));
    }
}
