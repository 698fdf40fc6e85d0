namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>What <c>SetVariables</c> keeps for one assessment: written in the own environment, read there first and then in its parents.</summary>
internal sealed class GlobalVariables
{
    private readonly List<ValueObject> environments = [];

    public void Set(int environment, string name, Value value)
    {
        while (environments.Count <= environment)
            environments.Add(new ValueObject());
        environments[environment].Set(name, value);
    }

    public Value Get(int environment, string name)
    {
        for (var i = Math.Min(environment, environments.Count - 1); i >= 0; i--)
            if (environments[i].Has(name))
                return environments[i].Get(name);
        return Value.Missing;
    }

    /// <summary>What the addressed environment sees.</summary>
    public ValueObject Visible()
    {
        var all = new ValueObject();
        foreach (var (name, value) in environments.SelectMany(e => e.Members))
            all.Set(name, value);
        return all;
    }
}
