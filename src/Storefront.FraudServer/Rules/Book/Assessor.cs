using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Book;

/// <summary>
/// Judges one event: decision rules of every environment from the root down until one decides, then action rules, then routing.
/// </summary>
internal sealed class Assessor
{
    private readonly CompiledBook book;
    private readonly AssessmentRequest request;
    private readonly List<CompiledEnvironment> chain;
    private readonly Frame frame;
    private readonly Answer answer;

    private Assessor(CompiledBook book, AssessmentRequest request)
    {
        this.book = book;
        this.request = request;
        chain = Chain();
        frame = new Frame(Context(), book.Resources, request.Now.UtcDateTime, book.VariableCount, book.PathCount)
        {
            CorrelationId = request.CorrelationId,
            EnvironmentIds = request.EnvironmentIds,
            Ask = request.Ask,
            Models = new ModelRuns(request.Scores),
        };
        answer = new Answer(request, frame);
    }

    public static Ruling Assess(CompiledBook book, AssessmentRequest request) => new Assessor(book, request).Run();

    private bool HasScores => request.Kind is AssessmentKind.Purchase or AssessmentKind.AccountCreation or AssessmentKind.AccountLogin;

    private List<CompiledEnvironment> Chain()
    {
        var addressed = request.Environment is null ? book.Environments.Count - 1
            : book.Environments.ToList().FindIndex(e => e.Name.Equals(request.Environment, StringComparison.OrdinalIgnoreCase));
        return [.. book.Environments.Take(addressed < 0 ? 1 : addressed + 1)];
    }

    private EventContext Context()
    {
        var context = new EventContext(request.Payload) { Reserved = HasScores ? ["riskScore", "botScore"] : [] };
        if (request.DeviceAttributes is { } device)
            context.Additions.Set("deviceAttributes", Value.Of(device));
        if (request.EventId.Length > 0)
            context.Additions.Set("eventId", Value.Of(request.EventId));
        return context;
    }

    private Ruling Run()
    {
        Decide();
        if (frame.Budget.IsExhausted)
        {
            answer.DecideFor(book.Resources.WhenBudgetExceeded);
            frame.Remark("R705", "The rules used up their budget; the remaining rules did not run.", default);
        }
        else if (request.Kind == AssessmentKind.Assessment)
            Act();
        if (HasScores)
            ShowScores(Stage.Risk);
        var queue = answer.Decision == Decision.Review && !frame.Budget.IsExhausted ? Route() : null;
        return answer.ToRuling(answer.Decision == Decision.Review ? queue ?? "General" : null);
    }

    private void Decide()
    {
        for (var i = 0; i < chain.Count; i++)
        {
            Enter(i);
            var matched = false;
            foreach (var rule in chain[i].Rules)
            {
                if (!Matches(rule))
                    continue;
                matched = true;
                var clauses = answer.BeginRule(rule.Name, chain[i].Name);
                foreach (var clause in rule.Clauses)
                    if (RunClause(clause, clauses) || frame.Budget.IsExhausted)
                        return;
                if (chain[i].FirstMatch)
                    break;
            }
            if ((chain[i].FirstMatch && matched) || frame.Budget.IsExhausted)
                return;
        }
    }

    private void Enter(int environment)
    {
        frame.EnvironmentIndex = environment;
        frame.Environment = chain[environment].Name;
        frame.Rule = frame.Clause = "";
    }

    private bool Matches(CompiledRule rule, Stage stage = Stage.Pre)
    {
        frame.Rule = rule.Name;
        frame.Clause = "";
        ShowScores(stage);
        if (!frame.Budget.Spend(1 + rule.Condition.Nodes))
            return false;
        var holds = rule.Condition.Holds(frame);
        if (rule.Condition.Test is not null)
            answer.Explain("WHEN", rule.Condition.At, holds, rule.Condition.Reads);
        return holds && !frame.Budget.IsExhausted;
    }

    /// <summary>True when the clause decided.</summary>
    private bool RunClause(CompiledClause clause, List<string> fired)
    {
        frame.Clause = clause.Name;
        ShowScores(clause.Stage);
        foreach (var step in clause.Steps)
        {
            if (!frame.Budget.Spend(step.Nodes))
                return false;
            if (step is LetStep let)
            {
                let.Run(frame);
                continue;
            }
            var holds = step.Holds(frame) && !frame.Budget.IsExhausted;
            answer.Explain(step.Keyword, step.At, holds, step.Reads);
            if (!holds)
                continue;
            if (!fired.Contains(clause.Name))
                fired.Add(clause.Name);
            answer.Perform(step);
            if (step is ReturnStep && !frame.Budget.IsExhausted)
                return true;
        }
        return false;
    }

    // Scores are attributes from their stage on; a model runs when the first clause that may see it is reached.
    private void ShowScores(Stage stage)
    {
        if (!HasScores)
            return;
        var additions = frame.Context.Additions;
        additions.Set("riskScore", stage < Stage.Risk ? Value.Missing : Value.Of((long)frame.Models.Risk(frame).Score));
        if (request.Kind != AssessmentKind.Purchase)
            additions.Set("botScore", stage < Stage.Bot ? Value.Missing : Value.Of((long)frame.Models.EventBotScore(frame)));
    }

    private void Act()
    {
        frame.Decision = answer.Decision;
        for (var i = 0; i < chain.Count; i++)
        {
            Enter(i);
            foreach (var rule in chain[i].Actions)
            {
                if (!Matches(rule))
                    continue;
                var fired = new List<string>();
                foreach (var clause in rule.Clauses)
                    RunClause(clause, fired);
            }
        }
    }

    private string? Route()
    {
        var root = request.Kind switch
        {
            AssessmentKind.Purchase => "purchase",
            AssessmentKind.AccountCreation => "accountCreation",
            AssessmentKind.AccountLogin => "accountLogin",
            _ => request.ApiName.Length > 0 ? request.ApiName : "assessment",
        };
        frame.Context.Additions.Set(root, Value.Of(new ValueObject().With("request", Value.Of(request.Payload)).With("response", answer.Response())));
        frame.ForgetAttributes();
        for (var i = 0; i < chain.Count; i++)
        {
            Enter(i);
            foreach (var rule in chain[i].Routing)
            {
                if (!Matches(rule, Stage.Risk))
                    continue;
                foreach (var clause in rule.Clauses)
                    if (RouteBy(clause) is { } queue)
                        return queue;
            }
        }
        return null;
    }

    private string? RouteBy(CompiledClause clause)
    {
        frame.Clause = clause.Name;
        foreach (var step in clause.Steps)
        {
            if (!frame.Budget.Spend(step.Nodes))
                return null;
            if (step is LetStep let)
                let.Run(frame);
            else if (step is RouteStep route && route.Holds(frame))
                return route.Queue;
        }
        return null;
    }
}
