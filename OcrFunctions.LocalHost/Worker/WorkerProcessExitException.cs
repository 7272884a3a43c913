namespace OcrFunctions.LocalHost.Worker;

/// <summary>
/// The worker process ended during the call. The Durable extension knows the type by its name, and lets orchestrators run again; of
/// activities the message stands in their failure details, the same as on the real host.
/// </summary>
internal sealed class WorkerProcessExitException(string message) : Exception(message);
