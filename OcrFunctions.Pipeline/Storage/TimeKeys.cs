using System.Globalization;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>
/// Table keys that list newest first: PartitionKey <c>{list}-{inverted month}</c>, RowKey <c>{inverted ticks}-{id}</c>. Ascending keys are
/// descending times, no partition grows forever, and the same time and id give the same keys however often they are written.
/// </summary>
internal static class TimeKeys
{
    public static string Partition(string list, DateTimeOffset at)
    {
        DateTime utc = at.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{list}-{999_999 - (utc.Year * 100 + utc.Month):D6}");
    }

    public static string Row(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{Ticks(at)}-{id}");

    /// <summary>Filter for a whole list.</summary>
    public static string Of(string list) =>
        Azure.Data.Tables.TableClient.CreateQueryFilter($"PartitionKey ge {list + "-"} and PartitionKey lt {list + "."}");

    /// <summary>
    /// Filter for the part of a list that is older than a given time: the months before it, and the part of its own month before it.
    /// </summary>
    public static string Before(string list, DateTimeOffset at)
    {
        string month = Partition(list, at), row = Ticks(at);
        return Azure.Data.Tables.TableClient.CreateQueryFilter(
            $"PartitionKey ge {month} and PartitionKey lt {list + "."} and RowKey gt {row}");
    }

    private static string Ticks(DateTimeOffset at) => (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
