using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Storefront.FraudServer.Tokens;

namespace Storefront.Tests.FraudServer.Tokens;

public sealed class AccessTokenTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly Service _service = fixture.Service;

    public static TheoryData<string, string> Faults => new()
    {
        { "none", "TokenNotPresent" },
        { "basic", "TokenNotPresent" },
        { "garbage", "JwtInvalid" },
        { "signature", "TokenSignatureInvalid" },
        { "audience", "TokenAudienceNotAllowed" },
        { "issuer", "TokenIssuerNotAllowed" },
        { "expired", "TokenExpired" },
        { "role", "TokenClaimNotFound" },
        { "other role", "TokenClaimNotFound" },
        { "unsigned", "TokenSignatureInvalid" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_is_the_same_85_bytes_and_its_own_reason(string fault, string reason)
    {
        var reply = await _service.PostAsync(Service.Purchase, "not even read", ("Authorization", Header(fault)), ("x-ms-correlation-id", "c01bce2a-08a7-430e-aa02-e7cc3919025a"));

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal("""{ "statusCode": 401, "message": "Unauthorized. Access token is missing or invalid." }""", reply.Text);
        Assert.Equal(85, reply.Bytes.Length);
        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal(reason, reply.Headers["ErrorReason"]);
        Assert.Equal("c01bce2a-08a7-430e-aa02-e7cc3919025a", reply.Headers["x-ms-correlation-id"]);
        Assert.Equal(("validate-jwt", "global", "inbound", "401"),
            (reply.Headers["ErrorSource"], reply.Headers["ErrorScope"], reply.Headers["ErrorSection"], reply.Headers["ErrorStatusCode"]));
    }

    [Fact]
    public async Task A_token_that_was_believed_ends_when_it_says_so()
    {
        var time = new FakeTime(DateTimeOffset.UtcNow);
        await using var service = await Service.StartAsync(time: time);
        var token = "Bearer " + await service.TokenAsync();
        Assert.Equal(200, (int)(await service.PostAsync(Service.Purchase, Service.APurchase("in-time"), ("Authorization", token))).Status);
        var end = new JsonWebTokenHandler().ReadJsonWebToken(token[7..]).ValidTo;
        time.Now = new DateTimeOffset(end, TimeSpan.Zero).AddMinutes(60);

        var reply = await service.PostAsync(Service.Purchase, Service.APurchase("too-late"), ("Authorization", token));

        Assert.Equal("TokenExpired", reply.Headers["ErrorReason"]);
        var us = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal(
            $"IDX10223: Lifetime validation failed. The token is expired. ValidTo: '{end.ToString("MM/dd/yyyy HH:mm:ss", us)}', Current time: '{time.Now.ToString("MM/dd/yyyy HH:mm:ss", us)}'.",
            reply.Headers["ErrorMessage"]);
    }

    [Fact]
    public async Task The_scheme_may_be_written_in_any_case()
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase("any-case"), ("Authorization", "bEaReR " + await _service.TokenAsync()));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Standard_validators_work_from_discovery()
    {
        var address = $"{_service.Https.BaseAddress}{Service.Tenant}/v2.0/.well-known/openid-configuration";
        var manager = new ConfigurationManager<OpenIdConnectConfiguration>(address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(_service.Https));
        var configuration = await manager.GetConfigurationAsync(CancellationToken.None);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(await _service.TokenAsync(), new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = Service.Resource,
            IssuerSigningKeys = configuration.SigningKeys,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task The_signing_key_stays_over_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        string token;
        await using (var first = await Service.StartAsync(directory: directory))
            token = await first.TokenAsync();

        await using (var second = await Service.StartAsync(directory: directory))
            Assert.Equal(200, (int)(await second.PostAsync(Service.Purchase, Service.APurchase("after"), ("Authorization", "Bearer " + token))).Status);
        Directory.Delete(directory, recursive: true);
    }

    private string Header(string fault)
    {
        using var rsa = RSA.Create(2048);
        var other = new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
        return fault switch
        {
            "none" => "",
            "basic" => "Basic YTpi",
            "garbage" => "Bearer abc",
            "signature" => Token(signing: other),
            "audience" => Token(audience: "https://other.example"),
            "issuer" => Token(issuer: "https://other.example/"),
            "expired" => Token(minutes: -1),
            "role" => Token(role: null),
            "other role" => Token(role: "Provisioning_API"),
            "unsigned" => Token(unsigned: true),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private string Token(
        string? issuer = null, string audience = Service.Resource, int minutes = 60, string? role = "Risk_API", SigningCredentials? signing = null, bool unsigned = false)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["tid"] = Service.Tenant, ["azp"] = Service.ClientId };
        if (role is not null)
            claims["roles"] = new[] { role };
        return "Bearer " + new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? $"https://localhost:5091/{Service.Tenant}/v2.0",
            Audience = audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddMinutes(minutes),
            Claims = claims,
            SigningCredentials = unsigned ? null : signing ?? _service.Get<SigningKeys>().Signing,
        });
    }
}
