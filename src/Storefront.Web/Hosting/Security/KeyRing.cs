using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace Storefront.Web.Hosting.Security;

/// <summary>The keys that sign cookies and links. They stand in DIR, so a restart or a second instance on the same folder knows them.</summary>
internal static class KeyRing
{
    public static string Folder(IConfiguration configuration) => Path.Combine(ProgramFolder.DataDirectory(configuration), "shop", "keys");

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var folder = Folder(builder.Configuration);
        builder.Services.AddDataProtection()
            .SetApplicationName("Storefront")
            .PersistKeysToFileSystem(new DirectoryInfo(folder))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }); // one pass over each cookie and token instead of three
    }

    public static void CreateFolder(IConfiguration configuration) => ProgramFolder.CreatePrivate(Folder(configuration));
}
