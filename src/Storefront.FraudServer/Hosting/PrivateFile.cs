namespace Storefront.FraudServer.Hosting;

/// <summary>Writes a small file whole or not at all, readable by the owner alone unless said otherwise.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string content, bool readableByAll = false)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished); // left by a kill, perhaps with other rights
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
                | (readableByAll ? UnixFileMode.GroupRead | UnixFileMode.OtherRead : UnixFileMode.None);

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
