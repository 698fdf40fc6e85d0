using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Storefront.FraudServer.Cases;
using Storefront.FraudServer.Fingerprinting;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Publishing;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Events;

/// <summary>One event from its last byte to its answer: place, shape, decision, store, and only then the answer.</summary>
internal sealed partial class EventEndpoint(
    MerchantEnvironments environments, Decisions decisions, Counting counting, CaseQueues queues, DeviceSessions devices, EventStore store, FraudServerSettings settings, Turnstile turnstile,
    Branches branches, Telemetry telemetry, TimeProvider time, ILogger<EventEndpoint> log)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in EventKind.All)
            routes.MapPost(kind.Path, (RequestDelegate)(http => EnterAsync(http, kind)));
        foreach (var kind in EventKind.All.Where(kind => kind.Assessment is not null))
            routes.MapPost(kind.Path.Split("/{")[0] + "/branches/{branch}", (RequestDelegate)(http => EnterBranchAsync(http, kind)));
        routes.MapPost(CustomAssessments.FirstVersion, (RequestDelegate)(http => EnterAsync(http, Custom(http, 1))));
        routes.MapPost(CustomAssessments.SecondVersion, (RequestDelegate)(http => EnterAsync(http, Custom(http, 2))));
    }

    private static EventKind Custom(HttpContext http, int version) =>
        http.RequestServices.GetRequiredService<CustomAssessments>().Find(version, (string)http.GetRouteValue("apiName")!);

    private static Task EnterAsync(HttpContext http, EventKind kind)
    {
        http.Features.Set(kind.Family); // for the answer to a fault
        http.Features.Set(new ApiName(kind.Name));
        return Gate.EnterAsync(http, (caller, body) => http.RequestServices.GetRequiredService<EventEndpoint>().PassAsync(http, kind, caller, body));
    }

    private static Task EnterBranchAsync(HttpContext http, EventKind kind)
    {
        http.Features.Set(kind.Family);
        return Gate.EnterAsync(http, (caller, body) => http.RequestServices.GetRequiredService<EventEndpoint>().AnswerBranchAsync(http, kind, caller, body));
    }

    // Test traffic: judged by a branch of the rules, answered in the same shape, and forgotten.
    private async Task AnswerBranchAsync(HttpContext http, EventKind kind, Credential caller, byte[] body)
    {
        using var document = Body.Parse(body);
        var asked = MerchantEnvironments.Asked(http.Request);
        var name = (string)http.GetRouteValue("branch")!;
        var validation = new Validation();
        var problems = environments.Resolve(asked, caller) is not { } environment ? [$"Environment '{asked}' was not found"]
            : branches.Book(environment, name) is not { } book ? [$"Branch '{name}' was not found"]
            : document is null ? [Validation.NotAnObject]
            : await AnsweredAsync(environment, book, validation.Read(document.RootElement, kind.Shape));
        if (problems.Count > 0)
            await Wire.AnswerAsync(http, StatusCodes.Status400BadRequest, Refusal(kind, problems).Body, Wire.Json);

        async Task<IReadOnlyList<string>> AnsweredAsync(MerchantEnvironment environment, RuleBook book, JsonObject read)
        {
            if (validation.Problems.Count == 0)
                await Wire.AnswerAsync(http, StatusCodes.Status200OK, decisions.Try(book, kind.Assessment!, read, environment, Correlation.Of(http)), Wire.JsonUtf8);
            return validation.Problems;
        }
    }

    private async Task PassAsync(HttpContext http, EventKind kind, Credential caller, byte[] body)
    {
        await turnstile.EnterAsync();
        try
        {
            await AnswerAsync(http, kind, caller, body);
        }
        finally
        {
            turnstile.Leave();
        }
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
            Answer = new Answer(StatusCodes.Status200OK, kind.Family.Acknowledgement),
        };

        var asked = MerchantEnvironments.Asked(http.Request);
        var environment = environments.Resolve(asked, caller);
        var answer = environment is null
            ? await RefuseAsync(received with { EnvironmentId = asked ?? "" }, kind, [$"Environment '{asked}' was not found"])
            : await AnswerAsync(received with { EnvironmentId = environment.Id }, kind, environment, PathId(http));

        activity?.SetTag("http.response.status_code", answer.Status);
        telemetry.Answered(kind.Name, answer.Status, answer.Decision, time.GetElapsedTime(began));
        Answered(log, kind.Name, answer.Status, received.CorrelationId);
        if (answer.ErrorReason is { } reason)
            http.Response.Headers["ErrorReason"] = reason;
        if (kind.Assessment is not null && answer.Status == StatusCodes.Status200OK)
            http.Response.Headers["x-ms-appversion"] = decisions.Version;
        await Wire.AnswerAsync(http, answer.Status, answer.Body, answer.Status == StatusCodes.Status200OK ? Wire.JsonUtf8 : Wire.Json);
    }

    private async Task<Answer> AnswerAsync(ReceivedEvent received, EventKind kind, MerchantEnvironment environment, string? pathId)
    {
        if (kind.Refusal is { } refusal)
            return await RefuseAsync(received, kind, [refusal]);
        using var document = Body.Parse(received.Request);
        if (document is null)
            return await RefuseAsync(received, kind, [Validation.NotAnObject]);

        var validation = new Validation();
        var body = validation.Read(document.RootElement, kind.Shape);
        received = received with { Links = [.. EventLinks.Of(body)] };
        if (validation.Unlisted.Count > 0)
            Unlisted(log, kind.Name, string.Join(", ", validation.Unlisted), received.CorrelationId);
        if (validation.Problems.Count > 0)
            return await RefuseAsync(received, kind, validation.Problems);
        if (pathId is not null && kind.PathIds(body).OfType<string>().ToList() is { Count: > 0 } ids && !ids.Contains(pathId, StringComparer.Ordinal))
            return await RefuseAsync(received, kind, [$"Input validation failed - The ID '{pathId}' of the path is not the one of the body"]);

        received = received with { Changes = [.. kind.Changes(body)], TrackingId = ObjectKind.Text(body, "_metadata", "trackingId") ?? ObjectKind.Text(body, "metadata", "trackingId") };
        if (kind.TellsDevice && devices.Of(body) is { } device)
            received = received with { Answer = received.Answer with { Body = kind.Family.AcknowledgementOf(device) } };
        return kind.Assessment is { } asked
            ? await AssessAsync(received, kind, asked, body, environment)
            : await store.KeepAsync(received with { ShopDecision = kind.EndsCase(body), Counts = counting.Of(kind, body, null, environment, received.At, received.CorrelationId) });
    }

    private Task<Answer> AssessAsync(ReceivedEvent received, EventKind kind, Assessment asked, JsonObject body, MerchantEnvironment environment)
    {
        var (answer, verdict, ruling) = decisions.On(asked, body, environment, received.CorrelationId);
        received = received with
        {
            Answer = new Answer(StatusCodes.Status200OK, answer, Decision: verdict.Decision),
            Verdict = verdict,
            Case = ruling.Decision == Rules.Decision.Review ? queues.Open(asked, body, ruling, received.At) : null,
            Counts = counting.Of(kind, body, ruling, environment, received.At, received.CorrelationId),
        };
        if (kind != EventKind.Purchase)
            return store.KeepAsync(received);

        var purchaseId = asked.EventId(body);
        return store.KeepPurchaseAsync(received, purchaseId, first => first is not null && settings.DuplicatePurchase == DuplicatePurchase.ReplayOriginal
            ? new Answer(StatusCodes.Status200OK, first)
            : Refusal(kind, [$"A purchase event with purchaseId '{purchaseId}' has already been received"], "DuplicatePurchaseId"));
    }

    // From the address as it was sent: routing leaves an escaped slash of an ID escaped.
    private static string? PathId(HttpContext http)
    {
        if (http.GetRouteValue("id") is null)
            return null;
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    // Kept as well: whoever integrates wants to see what was wrong.
    private Task<Answer> RefuseAsync(ReceivedEvent received, EventKind kind, IReadOnlyList<string> problems) =>
        store.KeepAsync(received with { Answer = Refusal(kind, problems) });

    private static Answer Refusal(EventKind kind, IReadOnlyList<string> problems, string? reason = null) =>
        new(StatusCodes.Status400BadRequest, kind.Family.Error(StatusCodes.Status400BadRequest, problems), reason);

    [LoggerMessage(LogLevel.Information, "{Event} answered {Status} for the call {CorrelationId}.")]
    private static partial void Answered(ILogger log, string @event, int status, string correlationId);

    [LoggerMessage(LogLevel.Warning, "{Event} holds values the contract does not list, in {Members}, in the call {CorrelationId}.")]
    private static partial void Unlisted(ILogger log, string @event, string members, string correlationId);
}
