using System.Text.Json;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>
/// Everything one evaluation reads and remembers: the event, variables, faults, notes, budget. Compiled rules are
/// shared by all threads; a frame belongs to one evaluation.
/// </summary>
internal sealed class Frame
{
    private const int MostNotes = 500;
    private const int FreeVisits = 200;
    private const int VisitsPerNode = 20;
    private readonly Value[] attributes;
    private readonly bool[] attributesRead;
    private readonly List<Note> notes = [];

    public Frame(EventContext context, RuleResources resources, DateTime now, int variables, int attributePaths)
    {
        Context = context;
        Resources = resources;
        Now = now;
        Budget = new EvaluationBudget(resources.Clock);
        Variables = new Value[variables];
        VariableFaults = new bool[variables];
        attributes = new Value[attributePaths];
        attributesRead = new bool[attributePaths];
    }

    public EventContext Context { get; }
    public RuleResources Resources { get; }

    /// <summary>One instant for the whole assessment.</summary>
    public DateTime Now { get; }
    public string CorrelationId { get; init; } = "";

    /// <summary>Turns the name of an <c>%env</c> into the ID its velocities are counted under; null keeps the name.</summary>
    public Func<string, string>? EnvironmentIds { get; init; }
    /// <summary>Asks an assessment of this service in process, by its API name; null when rules run on their own.</summary>
    public Func<string, Value, Value?>? Ask { get; init; }
    public EvaluationBudget Budget { get; init; }
    public ModelRuns Models { get; init; } = new();
    public GlobalVariables Globals { get; init; } = new();
    public List<CallDiagnostics> Diagnostics { get; init; } = [];
    public Decision Decision { get; set; }

    public Value[] Variables { get; }
    public bool[] VariableFaults { get; }
    public IReadOnlyList<Note> Notes => notes;

    /// <summary>Set by a fault; whoever evaluated the expression clears it and does what its place asks for.</summary>
    public bool Faulted { get; set; }

    // Where we are, for notes and for what is visible.
    public string Environment { get; set; } = "";
    public int EnvironmentIndex { get; set; }
    public string Rule { get; set; } = "";
    public string Clause { get; set; } = "";

    public string EnvironmentId(string name) => EnvironmentIds?.Invoke(name) ?? name;

    /// <summary>Read once per evaluation and path, however many rules ask.</summary>
    public Value Attribute(int slot, Syntax.AttributePath path)
    {
        if (!attributesRead[slot])
        {
            var visited = 0;
            attributes[slot] = PathReader.Read(Context, path, ref visited);
            attributesRead[slot] = true;
            if (visited > FreeVisits && !Budget.Spend(visited / VisitsPerNode))
                Faulted = true;
        }
        return attributes[slot];
    }

    public ref readonly Value Variable(int slot)
    {
        Faulted |= VariableFaults[slot];
        return ref Variables[slot];
    }

    /// <summary>Evaluates on its own: false after a fault, which then goes no further.</summary>
    public bool Guard<T>(Func<Frame, T> code, out T value)
    {
        var outer = Faulted;
        Faulted = false;
        value = code(this);
        var whole = !Faulted;
        Faulted = outer;
        return whole;
    }

    public void Fault(string code, string message, TextSpan at)
    {
        Faulted = true;
        Remark(code, message, at);
    }

    public void Remark(string code, string message, TextSpan at)
    {
        if (notes.Count < MostNotes && !notes.Exists(n => n.Code == code && n.Line == at.Line && n.Column == at.Column
                && n.Rule == Rule && n.Clause == Clause && n.Environment == Environment))
            notes.Add(new Note(code, message, Environment, Rule, Clause, at.Line, at.Column));
    }

    /// <summary>Evaluates for show: no note and no fault remains of it.</summary>
    public T Quietly<T>(Func<T> code)
    {
        var (fault, before) = (Faulted, notes.Count);
        var value = code();
        notes.RemoveRange(before, notes.Count - before);
        Faulted = fault;
        return value;
    }

    /// <summary>The event has changed: what was read of it is read anew.</summary>
    public void ForgetAttributes() => Array.Clear(attributesRead);

    /// <summary>How many values could not be converted so far.</summary>
    public int Unconverted { get; private set; }

    public bool Unconvertible(string type, TextSpan at)
    {
        Unconverted++;
        Remark("R710", $"The value is not convertible to {type}; its default was used.", at);
        return true;
    }

    /// <summary>Text longer than the limit uses up the budget: no rule may build strings without end.</summary>
    public string Bounded(string text)
    {
        if (text.Length <= EvaluationBudget.LongestText && Budget.SpendOnText(text.Length))
            return text;
        Exhaust();
        return "";
    }

    public void Exhaust()
    {
        Budget.Exhaust();
        Faulted = true;
    }
}

/// <summary>The event a rule looks at: its body, and what the service adds by name (an addition wins over a body member).</summary>
internal sealed class EventContext(JsonElement body)
{
    public JsonElement Body { get; } = body;
    public ValueObject Additions { get; } = new();

    /// <summary>Names a caller cannot provide: absent until the service adds them.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];
}
