using System.Globalization;
using System.Reflection;

namespace Storefront.FraudServer.Rules.Commands;

/// <summary>
/// Where the person who typed the command stands. <c>dotnet run --project</c> starts a web project in the project's folder;
/// the folder meant is then that of the <c>dotnet</c> process above us, or what the shell last said it is.
/// </summary>
internal static class CallerFolder
{
    public static string Resolve(string path) => Path.GetFullPath(path, Folder());

    public static string Folder()
    {
        var here = Environment.CurrentDirectory;
        if (!IsProjectFolder(here))
            return here;
        return ParentFolder() ?? ShellFolder() ?? here;
    }

    private static bool IsProjectFolder(string folder) =>
        File.Exists(Path.Combine(folder, $"{Assembly.GetExecutingAssembly().GetName().Name}.csproj"));

    private static string? ShellFolder() =>
        Environment.GetEnvironmentVariable("PWD") is { Length: > 0 } shell && Directory.Exists(shell) ? shell : null;

    // Linux tells where any process of ours stands; elsewhere the shell's word has to do.
    private static string? ParentFolder()
    {
        try
        {
            var line = File.Exists("/proc/self/status")
                ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal)) : null;
            if (line is null || !int.TryParse(line.AsSpan(5).Trim(), CultureInfo.InvariantCulture, out var parent))
                return null;
            return Directory.ResolveLinkTarget($"/proc/{parent}/cwd", returnFinalTarget: true)?.FullName is { } folder && Directory.Exists(folder) ? folder : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the parent is gone or belongs to somebody else: ask the shell
        }
    }
}
