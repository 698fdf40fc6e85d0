using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Storefront.FraudProtection;
using Storefront.FraudProtection.Events;

namespace Storefront.Tests.FraudProtection;

/// <summary>Settings are checked when the host starts, and a mistake is named by its key.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("Endpoint", null, "FraudProtection:Endpoint is missing. Set it, for example FraudProtection__Endpoint=https://")]
    [InlineData("Endpoint", "fraud.example.test", "FraudProtection:Endpoint is wrong")]
    [InlineData("Endpoint", "http://fraud.example.test", "FraudProtection:Endpoint is wrong")]
    [InlineData("Endpoint", "ftp://fraud.example.test", "FraudProtection:Endpoint is wrong")]
    [InlineData("Authority", null, "FraudProtection:Authority is missing")]
    [InlineData("Authority", "http://localhost/tenant", "FraudProtection:Authority is wrong")]
    [InlineData("Authority", "https://login.example.test/", "FraudProtection:Authority is wrong")]
    [InlineData("Resource", null, "FraudProtection:Resource is missing")]
    [InlineData("ClientId", " ", "FraudProtection:ClientId is missing")]
    [InlineData("EnvironmentId", null, "FraudProtection:EnvironmentId is missing")]
    [InlineData("ClientSecret", null, "no credential is set. Set exactly one of ClientSecret, ClientSecretFile, ClientCertificateFile")]
    [InlineData("ClientSecretFile", "/run/secret", "more than one credential is set")]
    [InlineData("ClientCertificateFile", "/run/client.pfx", "more than one credential is set")]
    [InlineData("AssessmentType", "Protection", "FraudProtection:AssessmentType")]
    [InlineData("AssessmentType", "7", "FraudProtection:AssessmentType is wrong: it must be Evaluate or Protect. For example FraudProtection__AssessmentType=Evaluate")]
    [InlineData("Enabled", "yes", "FraudProtection:Enabled")]
    [InlineData("Timeout", "2 s", "Times are written 00:00:02")]
    [InlineData("Timeout", "00:00:00", "FraudProtection:Timeout is wrong: it must be from 100 ms to 1 minute. For example FraudProtection__Timeout=00:00:02")]
    [InlineData("Timeout", "00:02:00", "FraudProtection:Timeout is wrong")]
    [InlineData("AttemptTimeout", "00:00:02", "FraudProtection:AttemptTimeout is wrong: it must be at least 10 ms and shorter than Timeout")]
    [InlineData("MaxRetries", "6", "FraudProtection:MaxRetries is wrong")]
    [InlineData("RetryDelay", "-00:00:01", "FraudProtection:RetryDelay is wrong")]
    [InlineData("BreakerThroughput", "1", "FraudProtection:BreakerThroughput is wrong")]
    [InlineData("BreakerWindow", "00:00:00", "FraudProtection:BreakerWindow is wrong")]
    [InlineData("BreakerPause", "01:00:00", "FraudProtection:BreakerPause is wrong")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string? value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync((key, value)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("Endpoint", null), ("Resource", null)));

        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task A_secret_in_the_settings_and_another_in_code_is_one_too_many()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder => builder.UseClientSecret((_, _) => ValueTask.FromResult("s"))));

        Assert.Contains("more than one credential is set", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_credentials_in_code_are_one_too_many() =>
        Assert.Throws<InvalidOperationException>(() => new FraudProtectionBuilder()
            .UseClientSecret((_, _) => ValueTask.FromResult("s"))
            .UseClientSecret((_, _) => ValueTask.FromResult("t")));

    [Fact]
    public async Task Good_settings_start_and_keys_of_others_are_ignored() =>
        await StartAsync(("WhenUnavailable", "Hold"), ("ApproveBelow", "100.00"), ("HoldAtScore", ""), ("KeepAssessments", "true"), ("KeyVaultUrl", "https://vault.example.test"), ("Timeout", "00:00:01"));

    [Fact]
    public async Task Switched_off_nothing_is_required() =>
        await StartAsync(("Enabled", null), ("Endpoint", null), ("Authority", null), ("Resource", null), ("ClientId", null), ("EnvironmentId", null), ("ClientSecret", null));

    [Theory]
    [InlineData("http://localhost:5090")]
    [InlineData("http://127.0.0.1:5090/")]
    [InlineData("http://[::1]:5090")]
    [InlineData("https://fraud.example.test/below/")]
    public async Task The_service_is_reached_by_https_or_on_this_machine(string endpoint)
    {
        await using var client = new Client(settings: [("Endpoint", endpoint)]);

        await client.Service.ReportBankEventAsync(Some.BankEvent);

        Assert.Equal(endpoint.TrimEnd('/') + "/v1.0/MerchantServices/events/BankEvent", Assert.Single(client.Network.Calls).Address.AbsoluteUri);
    }

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        var options = new FraudProtectionOptions();

        Assert.False(options.Enabled);
        Assert.Equal(AssessmentType.Evaluate, options.AssessmentType);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Timeout);
        Assert.Null(options.AttemptTimeout);
        Assert.Equal(2, options.MaxRetries);
        Assert.Null(options.Endpoint ?? options.Authority);
        Assert.Null(options.Resource ?? options.ClientId ?? options.EnvironmentId ?? options.ClientSecret);
    }

    private static Task StartAsync(params (string Key, string? Value)[] settings) => StartAsync(null, settings);

    private static async Task StartAsync(Action<FraudProtectionBuilder>? configure, params (string Key, string? Value)[] settings)
    {
        var values = Client.Settings();
        foreach (var (key, value) in settings)
            values["FraudProtection:" + key] = value;

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.AddFraudProtection(builder.Configuration.GetSection("FraudProtection"), configure);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }
}
