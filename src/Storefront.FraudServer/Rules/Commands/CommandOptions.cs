namespace Storefront.FraudServer.Rules.Commands;

/// <summary><c>--name value</c> pairs, each at most once, none that the command does not know.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly string usage;

    public CommandOptions(string[] args, string usage, params string[] known)
    {
        this.usage = usage;
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] && args[i].StartsWith("--", StringComparison.Ordinal) ? (n, v) : (args[i], null);
            if (!known.Contains(name, StringComparer.Ordinal))
                throw new UsageException($"Unknown argument '{args[i]}'.\n{usage}");
            if (value is null && ++i == args.Length)
                throw new UsageException($"{name} needs a value.\n{usage}");
            if (!values.TryAdd(name, value ?? args[i]))
                throw new UsageException($"{name} is given twice.\n{usage}");
        }
    }

    public string? Optional(string name) => values.GetValueOrDefault(name);

    public string Required(string name) => Optional(name) ?? throw new UsageException($"{name} is missing.\n{usage}");
}
