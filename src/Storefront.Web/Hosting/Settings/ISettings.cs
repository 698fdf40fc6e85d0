namespace Storefront.Web.Hosting.Settings;

/// <summary>One section of the configuration, which knows what is wrong with it.</summary>
internal interface ISettings
{
    static abstract string Section { get; }

    /// <summary>One line per problem: the key as an environment variable, what is wrong, and an example.</summary>
    IEnumerable<string> Problems(bool development);
}
