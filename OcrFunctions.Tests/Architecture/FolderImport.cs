namespace OcrFunctions.Tests.Architecture;

/// <summary>A use of a type of another folder of the same project.</summary>
/// <param name="User">The type that uses it, or the file with a using directive; with its folder.</param>
/// <param name="Folder">Folder of the user; empty for the project's own.</param>
/// <param name="Type">Name of the type that is used; null for a using directive.</param>
/// <param name="TypeFolder">Folder of the type that is used.</param>
internal sealed record FolderImport(string User, string Folder, string? Type, string TypeFolder);
