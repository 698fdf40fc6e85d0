namespace Storefront.Web.Hosting;

/// <summary>Where the program's own files are, whatever folder it was started from.</summary>
internal static class ProgramFolder
{
    /// <summary>The project's folder when run from its build output, otherwise the folder of the program.</summary>
    public static string ContentRoot { get; } = Find();

    /// <summary>DIR: where everything that must last is kept.</summary>
    public static string DataDirectory(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Storage:Directory"] is { Length: > 0 } directory ? directory : "data", ContentRoot);

    /// <summary>A folder for what is told to nobody else on the machine: customers, mails, keys.</summary>
    public static void CreatePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Find()
    {
        var project = Path.GetFullPath("../../..", AppContext.BaseDirectory);
        return File.Exists(Path.Combine(project, "Storefront.Web.csproj")) ? project : AppContext.BaseDirectory;
    }
}
