using System.Net;
using System.Text;

namespace Storefront.Tests.FraudServer.Events;

public sealed class ErrorTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Correlation = "c01bce2a-08a7-430e-aa02-e7cc3919025a";
    private readonly Service _service = fixture.Service;

    public static TheoryData<string, string> Examples => new()
    {
        { "error-400-missing-required.json", """{"merchantLocalDate":"2026-03-15T08:00:00Z","_metadata":{}}""" },
        { "error-400-several-problems.json", """{"purchaseId":"p","productList":[{"sku":"s"}]}""" },
        { "error-400-wrong-type.json", Service.APurchase("p", ""","totalAmount":"a lot" """) },
        { "error-400-not-json.json", "[]" },
        { "error-400-custom-data-limit.json", Service.APurchase("p", $$"""","customData":{{{string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"k{i}\":1"))}}}"""") },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_error_examples_are_answered_byte_for_byte(string file, string body)
    {
        var reply = await _service.PostAsync(Service.Purchase, body, ("x-ms-correlation-id", Correlation));

        AssertExample(file, reply);
    }

    [Fact]
    public async Task A_second_purchase_with_an_id_is_the_duplicate_example()
    {
        const string Id = "db19e2f8-4d98-4164-ab80-07981d1896d2";
        Assert.Equal(HttpStatusCode.OK, (await _service.PostAsync(Service.Purchase, Service.APurchase(Id))).Status);

        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase(Id, ""","totalAmount":1"""), ("x-ms-correlation-id", Correlation));

        AssertExample("error-400-duplicate-purchase.json", reply);
        Assert.Equal("DuplicatePurchaseId", reply.Headers["ErrorReason"]);
    }

    [Fact]
    public async Task An_unknown_environment_is_the_environment_example() => AssertExample("error-400-unknown-environment.json",
        await _service.PostAsync(Service.Purchase, Service.APurchase("e"), ("x-ms-dfpenvid", "/primary/no-such-store"), ("x-ms-correlation-id", Correlation)));

    public static TheoryData<string> NotObjects => new("", " ", "null", "7", "\"text\"", "{", "{\"a\":}", "{}{}", "\uFEFF[]", "{\"purchaseId\":\"\\ud800\"}", "{\"\\udc00\":1}");

    [Theory]
    [MemberData(nameof(NotObjects))]
    public async Task What_is_no_object_is_said_to_be_none(string body) =>
        Assert.Equal("Input validation failed - Request body is not a valid JSON object", (await _service.PostAsync(Service.Purchase, body)).Message);

    [Fact]
    public async Task Bytes_that_are_no_text_are_said_to_be_no_object()
    {
        var bytes = Encoding.UTF8.GetBytes(Service.APurchase("x?y"));
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;

        var reply = await RawAsync(HttpMethod.Post, Service.Purchase, new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } });

        Assert.Equal("Input validation failed - Request body is not a valid JSON object", reply.Message);
    }

    public static TheoryData<string, string> Problems => new()
    {
        { ""","user":{}""", "Required properties userId are not present at level user" },
        { ""","user":{"userId":" "}""", "Required properties userId are not present at level user" },
        { ""","user":null,"deviceContext":{"ipAddress":"::1"}""", "Required properties deviceContextId are not present at level deviceContext" },
        { ""","user":"me" """, "Property user must be of type object" },
        { ""","paymentInstrumentList":[{"type":"CreditCard"},{}]""", "Required properties type are not present at level paymentInstrumentList[1]" },
        { ""","paymentInstrumentList":{}""", "Property paymentInstrumentList must be of type array" },
        { ""","paymentInstrumentList":[7]""", "Property paymentInstrumentList[0] must be of type object" },
        { ""","paymentInstrumentList":[{"type":"CreditCard","billingAddress":{"city":7}}]""", "Property paymentInstrumentList[0].billingAddress.city must be of type string" },
        { ""","productList":[{"productId":"a","quantity":0}]""", "Property productList[0].quantity must be at least 1" },
        { ""","productList":[{"productId":"a","quantity":1.5}]""", "Property productList[0].quantity must be of type integer" },
        { ""","customerLocalDate":"yesterday" """, "Property customerLocalDate must be of type date-time" },
        { ""","customerLocalDate":5""", "Property customerLocalDate must be of type date-time" },
        { ""","isTest":"true" """, "Property isTest must be of type boolean" },
        { ""","totalAmount":1e999""", "Property totalAmount must be of type number" },
        { ""","customData":{"a":[1]}""", "Property customData.a must be of type string, number or boolean" },
        { ""","threeDS":{"provisionAttemptsDay":"1000"}""", "threeDS.provisionAttemptsDay exceeds 3 characters" },
        { ""","store":{"address":{"city":1},"storeId":"s"}""", "Property store.address.city must be of type string" },
        { ""","organizationLevel1":{"organizationId":"o"}""", "Required properties name are not present at level organizationLevel1" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_is_named_with_its_path(string more, string problem)
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase(Guid.NewGuid().ToString(), more));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("Input validation failed - " + problem, reply.Message);
    }

    [Fact]
    public async Task A_long_text_in_custom_data_is_named()
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase("long", $$"""","customData":{"note":"{{new string('x', 257)}}"}""""));

        Assert.Equal("Input validation failed - customData.note exceeds 256 characters", reply.Message);
    }

    [Fact]
    public async Task A_body_of_mistakes_is_answered_with_the_first_twenty()
    {
        var entries = string.Join(',', Enumerable.Repeat("{}", 5000));

        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase("many", $$"""","productList":[{{entries}}]""""));

        Assert.Equal(19, reply.Json["OtherErrors"]!.AsArray().Count);
    }

    public static TheoryData<string> Accepted => new(
        ""","totalAmount":"12.50","productList":[{"productId":"a","quantity":"2"}]""",
        ""","shippingMethod":"Drone","assessmentType":"evaluate" """,
        ""","customerLocalDate":"2026-03-14T20:18:10.9000000" """,
        ""","customerLocalDate":"2026-03-14T20:18:10.9000000+01:00" """,
        ""","user":null,"productList":null""",
        ""","recurringChargeSequence":3,"recurringChargeFrequencyInDays":30.5""",
        ""","TotalAmount":5,"User":{"UserID":"u"},"unknown":{"deep":[null,1]}""",
        ""","travelOverview":{"travelType":"air","flightDetails":[{"numberOfStops":1,"passengers":[{"firstName":"A"}]}]}""",
        ""","customData":{"a":"x","b":1,"c":true,"d":null}""");

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task What_real_callers_send_is_accepted(string more)
    {
        var reply = await _service.PostAsync(Service.Purchase, Service.APurchase(Guid.NewGuid().ToString(), more));

        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }

    [Theory]
    [InlineData("GET", Service.Purchase, 405)]
    [InlineData("PUT", Service.Purchase, 405)]
    [InlineData("POST", "/v1.0/MerchantServices/events/NoSuchEvent", 404)]
    [InlineData("GET", "/nowhere", 404)]
    public async Task A_wrong_address_or_method_is_answered_in_the_contracts_shape(string method, string path, int status)
    {
        var reply = await RawAsync(new HttpMethod(method), path, null);

        Assert.Equal(status, (int)reply.Status);
        Assert.Equal("ErrorType Message Retryable OtherErrors", Contract.Names(reply.Json));
        Assert.False(reply.Json["Retryable"]!.GetValue<bool>());
        Assert.Equal(status == 405, reply.Headers.TryGetValue("Allow", out var allow) && allow == "POST");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_415(string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Service.APurchase("415")));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await RawAsync(HttpMethod.Post, Service.Purchase, content)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_413_however_it_comes(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Service.Purchase)
        {
            Content = new StringContent(Service.APurchase("413", $$"""","attemptId":"{{new string('x', 1024 * 1024)}}""""), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", await _service.TokenAsync());
        request.Headers.TransferEncodingChunked = chunked;

        var reply = await _service.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal("ClientError", reply.Json["ErrorType"]!.GetValue<string>());
    }

    [Fact]
    public async Task With_a_limit_too_many_calls_are_the_throttled_example()
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal) { ["FraudServer:RequestsPerSecond"] = "2" });
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => service.PostAsync(Service.Purchase, Service.APurchase($"t{i}"))));

        var throttled = replies.Where(r => r.Status == HttpStatusCode.TooManyRequests).ToList();

        Assert.NotEmpty(throttled);
        Assert.Contains(replies, r => r.Status == HttpStatusCode.OK);
        Assert.Equal(Contract.Compact("error-429-throttled.json"), throttled[0].Text);
        Assert.True(int.Parse(throttled[0].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) >= 1);
    }

    [Fact]
    public async Task A_correlation_id_is_echoed_whatever_it_looks_like_and_made_when_there_is_none()
    {
        Assert.Equal("not a guid", (await _service.PostAsync(Service.Purchase, "{}", ("x-ms-correlation-id", "not a guid"))).Headers["x-ms-correlation-id"]);
        Assert.True(Guid.TryParse((await _service.PostAsync(Service.Purchase, "{}")).Headers["x-ms-correlation-id"], out _));
    }

    [Fact]
    public async Task No_answer_names_the_server_and_every_one_forbids_guessing_its_type()
    {
        var reply = await _service.PostAsync(Service.Purchase, "{}");

        Assert.False(reply.Headers.ContainsKey("Server"));
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.DoesNotContain("unsafe", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    private async Task<Reply> RawAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", await _service.TokenAsync());
        return await _service.SendAsync(request);
    }

    private static void AssertExample(string file, Reply reply)
    {
        var entry = Contract.Index.First(e => e!["file"]!.GetValue<string>() == file)!;
        Assert.Equal(entry["status"]!.GetValue<int>(), (int)reply.Status);
        Assert.Equal(Contract.Compact(file), reply.Text);
        Assert.Equal(entry["contentLengthCompact"]!.GetValue<int>(), reply.Bytes.Length);
        foreach (var (name, value) in entry["headers"]!.AsObject())
            Assert.Equal(value!.GetValue<string>(), name == "Content-Type" ? reply.ContentType : reply.Headers[name]);
    }
}
