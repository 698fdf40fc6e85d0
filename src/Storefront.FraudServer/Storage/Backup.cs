using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Storage;

/// <summary>The command <c>backup</c>: the whole data folder of one moment, while the service runs and writes.</summary>
internal static class Backup
{
    /// <param name="directory">The data folder.</param>
    /// <param name="target">A folder that is not there yet, or empty.</param>
    public static void Run(string directory, string target)
    {
        var file = SqliteDatabase.FileIn(directory);
        if (!File.Exists(file))
            throw new StartException($"{file} is not there, so there is nothing to keep. The setting Storage:Directory says where to look.");
        if (Path.GetFullPath(target).StartsWith(Path.GetFullPath(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new StartException($"{target} lies in the data folder, which would then hold its own copies. Name a folder beside it.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StartException($"{target} is not empty. Name a new folder for every backup.");
        MakeFolder(target);

        CopyFiles(directory, target); // keys first: none that the copied database was used with may be missing
        CopyDatabase(file, SqliteDatabase.FileIn(target));
    }

    /// <summary>All but the database.</summary>
    public static void CopyFiles(string directory, string target)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => !IsOfDatabase(path)))
            Copy(path, Path.Combine(target, Path.GetRelativePath(directory, path)));
    }

    // One read transaction: what is committed before it is in the copy, what comes later is not, and no writer waits.
    private static void CopyDatabase(string from, string to)
    {
        PrivateFile.Write(to, ""); // for the owner alone; SQLite fills an empty file
        using var database = new SqliteDatabase(from);
        database.Number("VACUUM INTO $1", to);
    }

    private static void Copy(string from, string to)
    {
        MakeFolder(Path.GetDirectoryName(to)!);
        File.Copy(from, to); // with its rights
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsOfDatabase(string path) => Path.GetFileName(path).StartsWith("fraud-server.db", StringComparison.Ordinal);
}
