using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.Tests.Durable.Storage;

public sealed class PublishedTests
{
    [Fact]
    public void Segments_count_up_under_one_fence_and_from_zero_under_the_next()
    {
        Published published = Published.None.Add(1, 2).Add(1, 1).Add(4, 1);

        Assert.Equal("1:3;4:1", published.ToString());
        Assert.Equal((0, 0, 1, 4), (published.Next(1), published.Next(5), published.Next(4), published.Count));
        Assert.Equal([(1, 0), (1, 1), (1, 2), (4, 0)], published.All());
        Assert.Equal(published.ToString(), Published.Parse(published.ToString()).ToString());
    }

    [Fact]
    public void What_an_earlier_owner_writes_late_does_not_count()
    {
        Published published = Published.None.Add(1, 2).Add(2, 1);

        Assert.True(published.Contains(1, 1));
        Assert.False(published.Contains(1, 2));
        Assert.False(published.Contains(3, 0));
    }
}
