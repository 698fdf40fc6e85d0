using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Resources;

/// <summary>Tables the operator brings: where addresses on the network are, what is behind the first digits of cards.</summary>
internal sealed class OperatorTables(FraudServerSettings settings, Surroundings surroundings)
{
    public GeoTable? Geo { get; } = Read(settings.GeoFile, surroundings.Directory, "FraudServer:GeoFile", GeoTable.Read);

    public BinTable? Bin { get; } = Read(settings.BinFile, surroundings.Directory, "FraudServer:BinFile", BinTable.Read);

    private static T? Read<T>(string? file, string directory, string key, Func<TextReader, T> read) where T : class
    {
        if (file is null)
            return null;
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
            throw new StartException($"{key} names '{path}', which is not there; leave it out, or give a CSV file");
        using var reader = File.OpenText(path);
        return read(reader);
    }
}
