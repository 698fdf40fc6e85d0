namespace Storefront.FraudServer.Portal;

/// <summary>What stands in the fields of a form, and what is wrong with it.</summary>
public sealed class Form
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    public static Form Of(IFormCollection sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var form = new Form();
        foreach (var (name, value) in sent)
            form._values[name] = value.ToString().Trim();
        return form;
    }

    public string this[string name]
    {
        get => _values.GetValueOrDefault(name, "");
        set => _values[name] = value;
    }

    public IReadOnlyDictionary<string, string> Problems => _problems;

    public bool IsFine => _problems.Count == 0;

    public string? Problem(string name) => _problems.GetValueOrDefault(name);

    /// <summary>Only the first problem of a field is told.</summary>
    public Form Refuse(string name, string? problem)
    {
        if (problem is not null)
            _problems.TryAdd(name, problem);
        return this;
    }
}
