using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>Something that an instance has to take into its next turn.</summary>
/// <param name="Event">What goes into its history; null only asks for a turn.</param>
/// <param name="For">The generation it answers; null is for whichever is there.</param>
/// <param name="Taken">Told whether a turn with it was committed; false when the instance ended without it.</param>
/// <param name="StoredAs">Id of the stored message that it came from, which the turn removes.</param>
internal sealed record Message(HistoryEvent? Event, GenerationKey? For = null, TaskCompletionSource<bool>? Taken = null, string? StoredAs = null)
{
    public static Message WakeUp { get; } = new((HistoryEvent?)null);
}

/// <summary>One generation of one run of an instance.</summary>
internal sealed record GenerationKey(string RunId, int Generation);
