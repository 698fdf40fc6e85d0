using System.Text.Json;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Calls;

/// <summary>Runs a call and turns whatever happened into a value: the answer, or the default response with note R713.</summary>
internal static class ExternalCalls
{
    public const string BaseInput = "$baseInput";

    public static CallResult Run(Frame frame, ExternalCallDefinition definition, Func<Frame, Value>[] arguments, TextSpan at)
    {
        var request = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < arguments.Length; i++)
            request.Add(new(definition.Parameters[i], Conversions.ToText(arguments[i](frame), frame)));

        // An argument without a value or a spent budget makes no call.
        var answer = frame.Faulted || frame.Budget.IsExhausted ? new ExternalAnswer(null, 0, "Not called", 0)
            : frame.Resources.ExternalCaller is { } caller ? frame.Budget.Waiting(() => caller.Call(definition, request))
            : new ExternalAnswer(null, 0, "External calls are not configured", 0);
        if (answer.Body is null)
            frame.Remark("R713", $"External.{definition.Name} gave no usable answer; its default response was used.", at);

        var sent = new ValueObject();
        foreach (var (name, value) in request)
            sent.Set(name, Value.Of(value));
        return new CallResult($"External.{definition.Name}", Value.Of(answer.Body ?? definition.DefaultResponse),
            Diagnostics(Value.Of(sent), Value.Of(definition.Endpoint), answer));
    }

    public static CallResult RunAssessment(Frame frame, string name, string verb, (string Name, Func<Frame, Value> Run)[] members, TextSpan at)
    {
        var input = new ValueObject();
        foreach (var (member, run) in members)
        {
            var value = run(frame);
            if (!member.Equals(BaseInput, StringComparison.OrdinalIgnoreCase))
                input.Set(member, value);
            else
                AddBase(input, value);
        }
        Value? response = frame.Faulted || !frame.Resources.Assessments.TryGetValue(name, out var assess)
            ? null : frame.Budget.Waiting(() => assess(new AssessmentCall(frame, verb, Value.Of(input))));
        if (response is null)
            frame.Remark("R706", $"Assessments.{name} could not be asked.", at);
        var answer = new ExternalAnswer(null, response is null ? 0 : 200, response is null ? "Not called" : null, 0);
        return new CallResult($"Assessments.{name}", response ?? Value.Of(new ValueObject()), Diagnostics(Value.Of(input), Value.Null, answer));
    }

    // Named members lie on top of the base, wherever it stands among the arguments.
    private static void AddBase(ValueObject input, Value value)
    {
        if (value.Kind == ValueKind.Json && value.Json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.Json.EnumerateObject())
                if (!input.Has(property.Name))
                    input.Set(property.Name, Value.Of(property.Value));
        }
        else if (value.Kind == ValueKind.Object)
        {
            foreach (var (name, member) in value.Members.Members)
                if (!input.Has(name))
                    input.Set(name, member);
        }
    }

    private static ValueObject Diagnostics(Value request, Value endpoint, ExternalAnswer answer) => new ValueObject()
        .With("request", request)
        .With("endpoint", endpoint)
        .With("httpStatusCode", Value.Of((long)answer.HttpStatusCode))
        .With("errorMessage", answer.ErrorMessage is { } error ? Value.Of(error) : Value.Null)
        .With("latency", Value.Of(answer.LatencyMilliseconds));
}
