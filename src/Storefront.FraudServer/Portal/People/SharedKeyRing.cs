using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>The keys of the portal's cookies, where every instance finds them.</summary>
internal sealed class SharedKeyRing(KeyFolder keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Names().Select(name => XElement.Parse(keys.Read(name)))];

    public void StoreElement(XElement element, string friendlyName) => keys.Write($"{friendlyName}.xml", element.ToString(SaveOptions.DisableFormatting));
}
