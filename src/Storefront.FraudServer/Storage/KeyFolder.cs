namespace Storefront.FraudServer.Storage;

/// <summary>Small secret files that every instance of the service must have: keys.</summary>
internal abstract class KeyFolder
{
    /// <summary>In the order of their names.</summary>
    public abstract IReadOnlyList<string> Names();

    public abstract string Read(string name);

    public abstract void Write(string name, string content);

    public abstract void Remove(string name);

    /// <summary>Where it is, for people.</summary>
    public abstract string PathOf(string name);
}
