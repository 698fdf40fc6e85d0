using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>Collects what the rules do, statement by statement, and becomes the ruling.</summary>
internal sealed class Answer(AssessmentRequest request, Frame frame)
{
    private readonly List<(string Rule, string Environment, List<string> Clauses)> evaluations = [];
    private readonly ResponseValues values = new();
    private readonly List<TraceEvent> traces = [];
    private readonly List<StatementTrace> statements = [];
    private string? reason;
    private string? supportMessage;
    private string? challengeType;
    private string rule = "";
    private string clause = "";
    private string? environment;
    private bool isDecided;

    public Decision Decision { get; private set; } = Decision.Approve;

    /// <summary>Notes that the rule's condition matched; the list takes the names of the clauses that fire.</summary>
    public List<string> BeginRule(string name, string environmentName)
    {
        var clauses = new List<string>();
        evaluations.Add((name, environmentName, clauses));
        return clauses;
    }

    public void Perform(Step step)
    {
        switch (step)
        {
            case ObserveStep observe:
                Observe(observe.Observations);
                break;
            case ReturnStep decision:
                Observe(decision.Observations);
                Return(decision);
                break;
            case DoStep actions:
                foreach (var action in actions.Actions)
                    Act(action);
                break;
        }
    }

    /// <summary>The rules did not come to an end: the operator's choice stands instead.</summary>
    public void DecideFor(Decision decision)
    {
        (Decision, isDecided) = (decision, true);
        (reason, supportMessage, challengeType) = ("RULE_BUDGET_EXCEEDED", null, null);
        (rule, clause, environment) = ("", "", null);
    }

    public void Explain(string statement, TextSpan at, bool fired, IReadOnlyList<Reading> reads)
    {
        if (!request.Explain)
            return;
        // Reading again for show must leave no trace of its own.
        var seen = reads.Select(r => new ReadValue(r.Name, frame.Quietly(() => JsonText.Node(r.Value(frame))))).ToList();
        statements.Add(new StatementTrace(frame.Environment, frame.Rule, frame.Clause, statement, at.Line, at.Column, fired, seen));
    }

    private void Return(ReturnStep step)
    {
        Decision = step.Decision;
        isDecided = true;
        challengeType = Text(step.ChallengeType);
        reason = Text(step.Reason);
        supportMessage = Text(step.SupportMessage);
        (rule, clause, environment) = (frame.Rule, frame.Clause, frame.Environment);
    }

    private string? Text(Func<Frame, string>? text) => text is null ? null : frame.Guard(text, out var value) ? value : "";

    private void Observe(IReadOnlyList<Observation> observations)
    {
        foreach (var observation in observations)
        {
            if (observation.IsTrace)
                Trace(observation);
            else
                Output(observation);
        }
    }

    private void Output(Observation output)
    {
        values.Begin(frame.Clause);
        foreach (var pair in output.Pairs)
            Limited(values.Output(frame.Clause, pair.Name, Evaluated(pair, output.At)), output.At);
    }

    private void Trace(Observation trace)
    {
        var attributes = new JsonObject();
        foreach (var pair in trace.Pairs)
            attributes[pair.Name] = Evaluated(pair, trace.At) is { } value ? JsonText.Node(value) : null;
        traces.Add(new TraceEvent(frame.Rule, EventType(), request.CorrelationId, request.EventId, attributes));
    }

    private void Act(ActionCall action)
    {
        switch (action)
        {
            case SetVariablesAction set:
                foreach (var pair in set.Pairs)
                    if (frame.Guard(pair.Value, out var value))
                        frame.Globals.Set(frame.EnvironmentIndex, pair.Name, value);
                break;
            case SetResponseAction response:
                foreach (var pair in response.Pairs)
                    Limited(values.Response(response.Section, pair.Name, Evaluated(pair, response.At)), response.At);
                break;
            case InvokeAction invoke:
                frame.Guard(invoke.Call, out _);
                break;
        }
    }

    private Value? Evaluated(Pair pair, TextSpan at)
    {
        if (!frame.Guard(pair.Value, out var value))
            return null;
        if (value.Kind == ValueKind.Double && !double.IsFinite(value.Double))
            frame.Unconvertible("a JSON number", at);
        return value;
    }

    private void Limited(bool kept, TextSpan at)
    {
        if (!kept)
            frame.Remark("R702", "The answer is full: this value was left out.", at);
    }

    /// <summary>What routing rules see of the answer, under the names each version of the contract gives it (fql.md section 18).</summary>
    public Value Response()
    {
        var why = Value.Of(reason ?? "");
        var output = Value.Of(JsonSerializer.SerializeToElement(values.CustomProperties()));
        var details = new ValueObject()
            .With("merchantRuleDecision", Value.Of(Decision.ToString()))
            .With("reasons", Value.Of(Listed(reason)))
            .With("supportMessages", Value.Of(Listed(supportMessage)))
            .With("challengeType", Value.Of(challengeType ?? ""))
            .With("rule", Value.Of(rule))
            .With("clauseName", Value.Of(clause));
        return Value.Of(new ValueObject()
            .With("decision", Value.Of(Decision.ToString()))
            .With("merchantRuleDecision", Value.Of(Decision.ToString()))
            .With("reason", why)
            .With("merchantRuleReason", why)
            .With("rule", Value.Of(rule))
            .With("clauseName", Value.Of(clause))
            .With("policyApplied", Value.Of(rule.Length > 0 ? rule : "Default"))
            .With("riskScore", frame.Context.Additions.Get("riskScore"))
            .With("decisionDetails", Value.Of(details))
            .With("customProperties", output)
            .With("merchantRuleOutput", output));
    }

    private static IReadOnlyList<Value> Listed(string? text) => string.IsNullOrEmpty(text) ? [] : [Value.Of(text)];

    public Ruling ToRuling(string? queue)
    {
        var scored = request.Kind is AssessmentKind.Purchase or AssessmentKind.AccountCreation or AssessmentKind.AccountLogin || frame.Models.RiskAsked;
        var risk = scored ? frame.Models.Risk(frame) : null;
        var botRan = frame.Models.BotAsked || request.Kind is AssessmentKind.AccountCreation or AssessmentKind.AccountLogin;
        return new Ruling
        {
            Decision = Decision,
            Reason = isDecided ? reason : evaluations.Count > 0 ? "NO_CLAUSE_HIT" : null,
            SupportMessage = supportMessage,
            ChallengeType = challengeType,
            Rule = rule,
            Clause = clause,
            EnvironmentId = environment is null ? null : EnvironmentId(environment),
            RuleEvaluations = [.. evaluations.Select(e => new RuleEvaluation(e.Rule, e.Clauses, EnvironmentId(e.Environment)))],
            Output = values.Groups(),
            CustomProperties = values.CustomProperties(),
            Traces = traces,
            Notes = frame.Notes,
            Variables = (JsonObject)JsonText.Node(Value.Of(frame.Globals.Visible()))!,
            Globals = frame.Globals,
            RiskScore = risk?.Score ?? -1,
            ReasonCodes = risk is null or { Score: < 0 } ? "" : risk.ReasonCodes,
            ScoreItems = risk?.Items ?? [],
            RiskModelRan = frame.Models.RiskAsked,
            BotScore = botRan ? frame.Models.EventBotScore(frame) : -1,
            BotModelRan = frame.Models.BotAsked,
            Diagnostics = frame.Diagnostics,
            Queue = queue,
            Statements = statements,
        };
    }

    private string EnvironmentId(string name) => request.EnvironmentIds?.Invoke(name) ?? name;

    private string EventType() => request.ApiName.Length > 0 ? request.ApiName : request.Kind.ToString();
}
