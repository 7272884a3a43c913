using Azure.Data.Tables;
using CsCheck;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.Tests.Durable.Storage;

public sealed class SegmentTextTests
{
    [Fact]
    public void Events_come_back_as_they_were_however_they_are_cut() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 14_000]).Sample(
        (count, length) =>
        {
            HistoryEvent[] events = [.. Enumerable.Range(0, count).Select(n => new TaskCompleted(DateTime.UnixEpoch, n, string.Concat(Enumerable.Repeat("é\"😀x", length / 5))))];
            var back = new List<HistoryEvent>();
            foreach (string segment in SegmentText.Pack(events.Select(SegmentText.Write)))
            {
                var row = new TableEntity("p", "r");
                foreach ((string name, string piece) in SegmentText.Cut(segment))
                {
                    Assert.InRange(piece.Length, 1, 30_000);
                    row[name] = piece;
                }

                Assert.InRange(row.Select(p => p.Value).OfType<string>().Sum(v => v.Length), 1, 480_000);
                back.AddRange(SegmentText.Read(row));
            }

            Assert.Equal(events, back);
        },
        iter: 50);

    [Fact]
    public void Nothing_makes_no_segment() => Assert.Empty(SegmentText.Pack([]));
}
