using Storefront.Conformance.Checks;

namespace Storefront.Conformance;

/// <summary>Black-box checks of the wire contract (docs/contract) against any base URL and authority.</summary>
public static class Kit
{
    private static readonly IEnumerable<Check> All = [.. TokenChecks.All, .. AccessChecks.All, .. ExampleChecks.All, .. PurchaseChecks.All, .. ErrorChecks.All, .. AccountChecks.All];

    /// <summary>0: nothing failed. 1: something did, or the service cannot be reached. 64: the arguments are not understood.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (Target.Read(args) is not { } target)
        {
            await errors.WriteLineAsync(Target.Usage);
            return 64;
        }

        using var wire = new Wire(target);
        try
        {
            await wire.GetAsync("api/v1/health");
        }
        catch (HttpRequestException e)
        {
            await errors.WriteLineAsync($"{target.Endpoint} cannot be reached: {e.Message}");
            return 1;
        }

        var results = new List<Result>();
        foreach (var check in All)
        {
            var result = await LookAsync(check, wire);
            results.Add(result);
            await output.WriteLineAsync($"{Word(result.Outcome),-13} {check.Area,-38} {check.Name}{(result.Detail.Length == 0 ? "" : Environment.NewLine + "              " + result.Detail)}");
        }

        await output.WriteLineAsync($"{Count(Outcome.Passed)} passed, {Count(Outcome.Failed)} failed, {Count(Outcome.NotSupported)} not supported");
        return Count(Outcome.Failed) == 0 ? 0 : 1;

        int Count(Outcome outcome) => results.Count(result => result.Outcome == outcome);
    }

    private static async Task<Result> LookAsync(Check check, Wire wire)
    {
        try
        {
            await check.Look(wire);
            return new Result(check, Outcome.Passed, "");
        }
        catch (NotSupportedHereException e)
        {
            return new Result(check, Outcome.NotSupported, e.Message);
        }
        catch (DifferenceException e)
        {
            return new Result(check, Outcome.Failed, e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidOperationException or FormatException)
        {
            return new Result(check, Outcome.Failed, $"the answer could not be read: {e.Message}"); // a value of another kind than documented, or none at all
        }
    }

    private static string Word(Outcome outcome) => outcome == Outcome.NotSupported ? "not supported" : outcome.ToString().ToLowerInvariant();
}
