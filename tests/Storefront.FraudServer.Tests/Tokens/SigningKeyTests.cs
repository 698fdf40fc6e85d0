using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Tokens;

public sealed class SigningKeyTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    private string DataFolder => Path.Combine(_directory, "fraud-server");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_running_service_signs_with_the_new_key_at_once_and_still_believes_the_old_one()
    {
        Directory.CreateDirectory(DataFolder);
        await using var service = await Service.StartAsync(directory: DataFolder);
        var before = await service.TokenAsync();

        Rotate();

        var after = await service.TokenAsync();
        Assert.NotEqual(KeyOf(before), KeyOf(after));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(service, before)); // never seen before the change, so nothing but its key speaks for it
        Assert.Equal(HttpStatusCode.OK, await SendAsync(service, after));
        var published = JsonNode.Parse(await service.Http.GetStringAsync(new Uri($"/{Service.Tenant}/discovery/v2.0/keys", UriKind.Relative)))!["keys"]!.AsArray();
        Assert.Equal(new[] { KeyOf(before), KeyOf(after) }, published.Select(key => key!["kid"]!.GetValue<string>()));
    }

    [Fact]
    public void Two_changes_in_one_second_lose_no_key()
    {
        var folder = new SigningKeyFolder(new KeysOnDisk(DataFolder));

        var made = new[] { folder.Add(Noon), folder.Add(Noon), folder.Add(Noon.AddMinutes(-3)) };

        Assert.Equal(made, folder.Files());
    }

    [Fact]
    public void A_key_is_deleted_when_its_last_token_has_ended_and_not_before()
    {
        var folder = new SigningKeyFolder(new KeysOnDisk(DataFolder));
        folder.Add(Noon.AddDays(-90));
        var newest = folder.Add(Noon);

        Assert.Equal(0, folder.RemoveEnded(Noon.AddMinutes(61)));
        Assert.Equal(1, folder.RemoveEnded(Noon.AddMinutes(66)));
        Assert.Equal(newest, Assert.Single(folder.Files()));
        Assert.Equal(0, folder.RemoveEnded(Noon.AddYears(5)));
    }

    private void Rotate()
    {
        using var output = new StringWriter();
        Assert.Equal(0, Commands.Run(["rotate-signing-key", $"--Storage:Directory={_directory}"], TextReader.Null, output, TextWriter.Null));
        Assert.Contains("1 older ones are still believed", output.ToString(), StringComparison.Ordinal);
    }

    private static string KeyOf(string token) => new JsonWebTokenHandler().ReadJsonWebToken(token).Kid;

    private static async Task<HttpStatusCode> SendAsync(Service service, string token) =>
        (await service.PostAsync(Service.Purchase, Service.APurchase(KeyOf(token)), ("Authorization", "Bearer " + token))).Status;
}
