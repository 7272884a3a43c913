namespace OcrFunctions.Tests.Fixtures;

/// <summary>Paths in the checkout that the tests run from.</summary>
internal static class Repository
{
    /// <summary>Folder that holds <c>OcrFunctions.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Folder shared with the project (recordings, documents with ground truth), or null if there is none.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>A file below the repository's root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the shared folder; skips the test, with the reason, if it is missing.</summary>
    public static string SharedFile(params string[] parts)
    {
        string? file = Shared is null ? null : Path.Combine([Shared, .. parts]);
        Assert.SkipUnless(file is not null && Path.Exists(file),
            $"needs ../shared/{string.Join('/', parts)}, which stands beside the project and is not part of it");
        return file!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "OcrFunctions.sln")))
                return folder.FullName;
        throw new InvalidOperationException(
            "The tests run from inside the repository, and no OcrFunctions.sln stands above " + AppContext.BaseDirectory);
    }

    private static string? FindShared()
    {
        string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        return Directory.Exists(folder) ? folder : null;
    }
}
