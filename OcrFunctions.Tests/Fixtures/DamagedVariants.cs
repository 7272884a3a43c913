namespace OcrFunctions.Tests.Fixtures;

/// <summary>Damages files the way that disks, lines and attackers do; the same seed makes the same damage.</summary>
internal static class DamagedVariants
{
    public static byte[] Of(byte[] whole, int seed)
    {
        var random = new Random(seed);
        return (seed % 5) switch
        {
            0 => Flipped(whole, random, random.Next(1, 20)),
            1 => whole[..random.Next(0, whole.Length)],
            2 => Swapped(whole, random),
            3 => Overwritten(whole, random),
            _ => WithNumbers(whole, random),
        };
    }

    private static byte[] Flipped(byte[] whole, Random random, int times)
    {
        byte[] file = [.. whole];
        for (int i = 0; i < times; i++)
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        return file;
    }

    private static byte[] Swapped(byte[] whole, Random random)
    {
        int a = random.Next(whole.Length), b = random.Next(a, whole.Length), c = random.Next(b, whole.Length);
        return [.. whole[..a], .. whole[b..c], .. whole[a..b], .. whole[c..]];
    }

    private static byte[] Overwritten(byte[] whole, Random random)
    {
        byte[] file = [.. whole];
        int start = random.Next(file.Length);
        random.NextBytes(file.AsSpan(start, Math.Min(random.Next(1, 2_000), file.Length - start)));
        return file;
    }

    /// <summary>Sizes, counts and offsets are where a parser's arithmetic breaks: digits become nines, header bytes become 0xFF.</summary>
    private static byte[] WithNumbers(byte[] whole, Random random)
    {
        byte[] file = [.. whole];
        for (int i = 0; i < 8; i++)
        {
            int at = random.Next(Math.Min(file.Length, random.Next(2) == 0 ? 400 : file.Length));
            file[at] = file[at] is >= (byte)'0' and <= (byte)'9' ? (byte)'9' : (byte)0xFF;
        }

        return file;
    }
}
