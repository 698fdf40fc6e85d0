namespace Storefront.Tests.Guide;

/// <summary>Requests to click through work from top to bottom.</summary>
public sealed class HttpFileTests : IAsyncLifetime
{
    private Service service = null!;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples/http"), "*.http").Select(Repository.Relative).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync() => service = await Service.StartAsync();

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_is_answered_as_the_file_says(string file)
    {
        using var http = new HttpClient();

        var wrong = await new HttpFile(Path.Combine(Repository.Root, file), service.ClientSettings["FraudProtection__Endpoint"]).RunAsync(http);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
