using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>Turns an instance's state into its table entity and back.</summary>
internal static class InstanceEntity
{
    public const string RowKey = "instance";

    public static TableEntity Write(InstanceState s)
    {
        var row = new TableEntity(StorageKeys.Escape(s.InstanceId), RowKey)
        {
            [nameof(s.InstanceId)] = s.InstanceId,
            [nameof(s.Name)] = s.Name,
            [nameof(s.RunId)] = s.RunId,
            [nameof(s.Generation)] = s.Generation,
            [nameof(s.Fence)] = s.Fence,
            [nameof(s.Status)] = s.Status.ToString(),
            [nameof(s.CreatedAt)] = s.CreatedAt,
            [nameof(s.UpdatedAt)] = s.UpdatedAt,
            [nameof(s.Segments)] = s.Segments.ToString(),
            [nameof(s.Events)] = s.Events,
            [nameof(s.HasBlobs)] = s.HasBlobs,
            [nameof(s.CommitId)] = s.CommitId,
        };
        Set(row, nameof(s.StartAt), s.StartAt);
        Set(row, nameof(s.CustomStatus), s.CustomStatus);
        SetText(row, nameof(s.Input), s.Input);
        SetText(row, nameof(s.Output), s.Output);
        if (s.Parent is { } parent)
        {
            row["ParentInstanceId"] = parent.InstanceId;
            row["ParentName"] = parent.Name;
            row["ParentRunId"] = parent.RunId;
            row["ParentGeneration"] = parent.Generation;
            row["ParentRequestId"] = parent.RequestId;
        }

        return row;
    }

    public static InstanceState Read(TableEntity row) => new()
    {
        InstanceId = row.GetString(nameof(InstanceState.InstanceId)),
        Name = row.GetString(nameof(InstanceState.Name)),
        RunId = row.GetString(nameof(InstanceState.RunId)),
        Generation = row.GetInt32(nameof(InstanceState.Generation)) ?? 0,
        Fence = row.GetInt32(nameof(InstanceState.Fence)) ?? 0,
        Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(nameof(InstanceState.Status))),
        CreatedAt = row.GetDateTimeOffset(nameof(InstanceState.CreatedAt)) ?? default,
        UpdatedAt = row.GetDateTimeOffset(nameof(InstanceState.UpdatedAt)) ?? default,
        StartAt = row.GetDateTimeOffset(nameof(InstanceState.StartAt)),
        Segments = Published.Parse(row.GetString(nameof(InstanceState.Segments))),
        Events = row.GetInt32(nameof(InstanceState.Events)) ?? 0,
        HasBlobs = row.GetBoolean(nameof(InstanceState.HasBlobs)) ?? false,
        CommitId = row.GetString(nameof(InstanceState.CommitId)),
        CustomStatus = row.GetString(nameof(InstanceState.CustomStatus)),
        Input = GetText(row, nameof(InstanceState.Input)),
        Output = GetText(row, nameof(InstanceState.Output)),
        Parent = row.GetString("ParentInstanceId") is { } parent
            ? new ParentLink(parent, row.GetString("ParentName"), row.GetString("ParentRunId"), row.GetInt32("ParentGeneration") ?? 0, row.GetInt32("ParentRequestId") ?? 0)
            : null,
        ETag = row.ETag,
    };

    private static void Set(TableEntity row, string name, object? value)
    {
        if (value is not null)
            row[name] = value;
    }

    private static void SetText(TableEntity row, string name, StoredText text)
    {
        if (text.Blob is { } blob)
            row[name + "Blob"] = blob;
        else
            Set(row, name, text.Text);
    }

    private static StoredText GetText(TableEntity row, string name) => new(row.GetString(name), row.GetString(name + "Blob"));
}
