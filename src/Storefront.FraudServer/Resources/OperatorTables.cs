using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Rules.Outside;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Resources;

/// <summary>Tables the operator brings: where addresses on the network are, what is behind the first digits of cards, what ordinary text looks like.</summary>
internal sealed class OperatorTables
{
    private readonly OperatorTable<GeoTable> _geo;
    private readonly OperatorTable<BinTable> _bin;
    private readonly OperatorTable<GibberTable> _gibberish;

    public OperatorTables(FraudServerSettings settings, Surroundings surroundings)
    {
        _geo = new("FraudServer:GeoFile", settings.GeoFile, surroundings.Directory, GeoTable.Read, table => table.Count);
        _bin = new("FraudServer:BinFile", settings.BinFile, surroundings.Directory, BinTable.Read, table => table.Count);
        _gibberish = new("FraudServer:GibberishFile", settings.GibberishFile, surroundings.Directory, GibberTable.Read, table => table.Count);
    }

    public GeoTable? Geo => _geo.Table;

    public BinTable? Bin => _bin.Table;

    public GibberTable Gibberish => _gibberish.Table ?? DefaultFiles.Gibberish;

    /// <summary>Each of them, whether there is a file or not.</summary>
    public IReadOnlyList<IOperatorTable> All => [_geo, _bin, _gibberish];
}
