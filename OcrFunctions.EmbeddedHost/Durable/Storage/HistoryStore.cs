using System.Globalization;
using Azure.Data.Tables;
using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Histories as segments. Table entity: PartitionKey is the escaped instance id, RowKey is
/// <c>{run}-{generation}-{fence}-{number}</c>; its properties C00, C01, ... hold a JSON array of events, cut in pieces.
/// A segment counts only once its instance's row has published it.
/// </summary>
internal sealed class HistoryStore(TableClient table, PayloadBlobs blobs)
{
    /// <summary>Writes the events as segments that follow the published ones. What a crash left there is overwritten.</summary>
    /// <returns>How many segments, and whether events went to blobs.</returns>
    public async Task<(int Segments, bool Blobs)> WriteAsync(InstanceState state, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var texts = new List<string>(events.Count);
        bool large = false;
        foreach (HistoryEvent e in events)
        {
            string text = SegmentText.Write(e);
            if (text.Length > StoredText.Inline)
            {
                large = true;
                text = SegmentText.Write(new StoredInBlob(e.At, await blobs.WriteAsync(state, text, cancellation)));
            }

            texts.Add(text);
        }

        int number = state.Segments.Next(state.Fence), first = number;
        foreach (string segment in SegmentText.Pack(texts))
        {
            var row = new TableEntity(StorageKeys.Escape(state.InstanceId), RowKey(state, state.Fence, number++));
            foreach ((string name, string piece) in SegmentText.Cut(segment))
                row[name] = piece;
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }

        return (number - first, large);
    }

    /// <exception cref="InvalidDataException">Published segments are missing.</exception>
    public async Task<List<HistoryEvent>> ReadAsync(InstanceState state, CancellationToken cancellation)
    {
        var events = new List<HistoryEvent>(state.Events);
        if (state.Segments.Count == 0)
            return events;
        string key = StorageKeys.Escape(state.InstanceId), from = Generation(state), to = from + "~";
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellation))
        {
            string[] parts = row.RowKey[from.Length..].Split('-');
            if (!state.Segments.Contains(Number(parts[0]), Number(parts[1])))
                continue;
            foreach (HistoryEvent e in SegmentText.Read(row))
                events.Add(e is StoredInBlob stored ? SegmentText.ReadOne(await blobs.ReadAsync(stored.Blob, cancellation)) : e);
        }

        return events.Count == state.Events
            ? events
            : throw new InvalidDataException($"The history of '{state.InstanceId}' is damaged: {events.Count} of {state.Events} events were found.");
    }

    /// <summary>Removes a generation that nothing points to any more.</summary>
    public async Task DeleteGenerationAsync(InstanceState state, CancellationToken cancellation)
    {
        string key = StorageKeys.Escape(state.InstanceId);
        await DeleteAsync(state.Segments.All().Select(s => new TableEntity(key, RowKey(state, s.Fence, s.Number))), cancellation);
        if (state.HasBlobs || state.Input.Blob is not null || state.Output.Blob is not null)
            await blobs.DeleteGenerationAsync(state, cancellation);
    }

    /// <summary>Removes everything that any run of this id has left.</summary>
    public async Task DeleteInstanceAsync(string instanceId, CancellationToken cancellation)
    {
        string key = StorageKeys.Escape(instanceId);
        var rows = new List<TableEntity>();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            rows.Add(row);
        await DeleteAsync(rows, cancellation);
        await blobs.DeleteInstanceAsync(instanceId, cancellation);
    }

    private static string Generation(InstanceState s) => string.Create(CultureInfo.InvariantCulture, $"{s.RunId}-{s.Generation:D8}-");

    private static string RowKey(InstanceState s, int fence, int number) => Generation(s) + string.Create(CultureInfo.InvariantCulture, $"{fence:D8}-{number:D8}");

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private async Task DeleteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        // Not as a transaction: that fails as a whole when one of the rows is gone already.
        foreach (TableEntity row in rows)
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
    }
}
