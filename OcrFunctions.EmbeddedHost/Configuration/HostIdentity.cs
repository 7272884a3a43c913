namespace OcrFunctions.EmbeddedHost.Configuration;

/// <param name="HostId">What receipts and timer states in storage belong to.</param>
internal sealed record HostIdentity(string HostId);
