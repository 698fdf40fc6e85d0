using Storefront.FraudServer.Hosting;

namespace Storefront.FraudServer.Storage;

/// <summary>A folder that nobody else may look into.</summary>
internal sealed class KeysOnDisk : KeyFolder
{
    private readonly string _folder;

    public KeysOnDisk(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public override IReadOnlyList<string> Names() =>
        [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".new", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public override string Read(string name) => File.ReadAllText(PathOf(name));

    public override void Write(string name, string content) => PrivateFile.Write(PathOf(name), content);

    public override void Remove(string name) => File.Delete(PathOf(name));

    public override string PathOf(string name) => Path.Combine(_folder, name);
}
