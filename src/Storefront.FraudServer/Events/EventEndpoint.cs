using System.Text.Json.Nodes;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Events;

/// <summary>One event from its last byte to its answer: place, shape, decision, store, and only then the answer.</summary>
internal sealed partial class EventEndpoint(
    MerchantEnvironments environments, Decisions decisions, EventStore store, FraudServerSettings settings,
    Telemetry telemetry, TimeProvider time, ILogger<EventEndpoint> log)
{
    private static readonly byte[] Acknowledgement = Wire.Object(json =>
    {
        json.WriteStartObject("resultDetails");
        json.WriteBoolean("Succeeded", true);
        json.WriteNull("Error");
        json.WriteEndObject();
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in EventKind.All)
            routes.MapPost(kind.Path, (RequestDelegate)(http => Gate.EnterAsync(
                http, (caller, body) => http.RequestServices.GetRequiredService<EventEndpoint>().AnswerAsync(http, kind, caller, body))));
    }

    private async Task AnswerAsync(HttpContext http, EventKind kind, Credential caller, byte[] body)
    {
        var began = time.GetTimestamp();
        using var activity = Telemetry.Activities.StartActivity(kind.Name);
        var received = new ReceivedEvent
        {
            At = time.GetUtcNow(),
            Event = kind.Name,
            Path = http.Request.Path,
            CorrelationId = Correlation.Of(http),
            EnvironmentId = "",
            ClientId = caller.ClientId,
            Request = body,
            Answer = new Answer(StatusCodes.Status200OK, Acknowledgement),
        };

        var asked = MerchantEnvironments.Asked(http.Request);
        var environment = environments.Resolve(asked, caller);
        var answer = environment is null
            ? await RefuseAsync(received with { EnvironmentId = asked ?? "" }, [$"Environment '{asked}' was not found"])
            : await AnswerAsync(received with { EnvironmentId = environment.Id }, kind, environment);

        activity?.SetTag("http.response.status_code", answer.Status);
        telemetry.Answered(kind.Name, answer.Status, answer.Decision, time.GetElapsedTime(began));
        Answered(log, kind.Name, answer.Status, received.CorrelationId);
        if (answer.ErrorReason is { } reason)
            http.Response.Headers["ErrorReason"] = reason;
        if (kind.IsAssessed && answer.Status == StatusCodes.Status200OK)
            http.Response.Headers["x-ms-appversion"] = decisions.Version;
        await Wire.AnswerAsync(http, answer.Status, answer.Body, answer.Status == StatusCodes.Status200OK ? Wire.JsonUtf8 : Wire.Json);
    }

    private async Task<Answer> AnswerAsync(ReceivedEvent received, EventKind kind, MerchantEnvironment environment)
    {
        using var document = Body.Parse(received.Request);
        if (document is null)
            return await RefuseAsync(received, [Validation.NotAnObject]);

        var validation = new Validation();
        var body = validation.Read(document.RootElement, kind.Shape);
        received = received with { Links = [.. EventKind.Links(body)] };
        if (validation.Unlisted.Count > 0)
            Unlisted(log, kind.Name, string.Join(", ", validation.Unlisted), received.CorrelationId);
        if (validation.Problems.Count > 0)
            return await RefuseAsync(received, validation.Problems);

        received = received with { Changes = [.. kind.Changes(body)] };
        return kind.IsAssessed ? await AssessAsync(received, body, environment) : await store.KeepAsync(received);
    }

    private Task<Answer> AssessAsync(ReceivedEvent received, JsonObject purchase, MerchantEnvironment environment)
    {
        var purchaseId = ObjectKind.Text(purchase, "purchaseId")!;
        var (answer, verdict) = decisions.OnPurchase(purchase, purchaseId, environment, received.CorrelationId);
        return store.KeepPurchaseAsync(
            received with { Answer = new Answer(StatusCodes.Status200OK, answer, Decision: verdict.Decision), Verdict = verdict }, purchaseId,
            first => settings.DuplicatePurchase == DuplicatePurchase.ReplayOriginal
                ? new Answer(StatusCodes.Status200OK, first)
                : Refusal([$"A purchase event with purchaseId '{purchaseId}' has already been received"], "DuplicatePurchaseId"));
    }

    // Kept as well: whoever integrates wants to see what was wrong.
    private Task<Answer> RefuseAsync(ReceivedEvent received, IReadOnlyList<string> problems) =>
        store.KeepAsync(received with { Answer = Refusal(problems) });

    private static Answer Refusal(IReadOnlyList<string> problems, string? reason = null) =>
        new(StatusCodes.Status400BadRequest, ErrorAnswer.Body(StatusCodes.Status400BadRequest, problems), reason);

    [LoggerMessage(LogLevel.Information, "{Event} answered {Status} for the call {CorrelationId}.")]
    private static partial void Answered(ILogger log, string @event, int status, string correlationId);

    [LoggerMessage(LogLevel.Warning, "{Event} holds values the contract does not list, in {Members}, in the call {CorrelationId}.")]
    private static partial void Unlisted(ILogger log, string @event, string members, string correlationId);
}
