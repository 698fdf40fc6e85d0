namespace Storefront.Bank.Storage;

/// <summary>The bank's folder is nobody else's to read.</summary>
internal static class DataFolder
{
    public static void Create(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The bank's data folder {directory} cannot be made: {e.Message} Storage__Directory names the folder above it.", e);
        }
    }
}
