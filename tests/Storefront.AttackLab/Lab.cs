using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Storefront.AttackLab.Targets;
using Storefront.AttackLab.Traffic;
using Storefront.FraudProtection;

namespace Storefront.AttackLab;

/// <summary>Plays a day whose truth is known, and says how much of it rules find out: precision and recall, the same for the same seed.</summary>
public static class Lab
{
    /// <summary>0: played to the end. 1: somebody could not be reached. 64: the arguments are not understood.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (LabOptions.Read(args) is not { } options)
        {
            await errors.WriteLineAsync(LabOptions.Usage);
            return 64;
        }

        try
        {
            await output.WriteLineAsync(Summary(options));
            await output.WriteLineAsync(Score.Heading);
            if (options.Shop is { } shop)
                await output.WriteLineAsync((await PlayAsync(new ShopTarget(shop), options, Random.Shared.Next(), null)).Line("this shop"));
            else if (options.Service is { } service)
                await output.WriteLineAsync((await AskAsync(service, options, Random.Shared.Next(), null, null)).Line("in force"));
            else
                await CompareAsync(options, output);
            return 0;
        }
        catch (Exception e) when (e is HttpRequestException or FraudProtectionException or InvalidOperationException or IOException)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task CompareAsync(LabOptions options, TextWriter output)
    {
        var scratch = Directory.CreateTempSubdirectory("attack-lab-rules-");
        try
        {
            foreach (var rules in options.Rules.Count == 0 ? RuleSet.Known(scratch.FullName) : options.Rules.Select(file => RuleSet.Of(file, options.RefundRules)))
            {
                var clock = new LabClock(new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero));
                await using var service = await LabService.StartAsync(rules, clock);
                await output.WriteLineAsync((await AskAsync(service.Connection, options, options.Seed, clock, rules.RefundFile is null ? null : RuleSet.RefundAssessment)).Line(rules.Name));
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<Score> AskAsync(Connection connection, LabOptions options, int mark, LabClock? clock, string? refundAssessment)
    {
        await using var client = connection.Open();
        return await PlayAsync(new ServiceTarget(client.GetRequiredService<FraudProtectionService>(), clock ?? TimeProvider.System, refundAssessment), options, mark, clock);
    }

    private static async Task<Score> PlayAsync(ITarget target, LabOptions options, int mark, LabClock? clock)
    {
        var score = new Score();
        foreach (var step in Steps(options, mark))
        {
            clock?.MoveTo(step.At);
            if (await target.MeetAsync(step) is not { } isStopped)
                continue;
            score.Add(step, isStopped);
            step.From?.Told(isStopped);
        }

        return score;
    }

    private static IEnumerable<Step> Steps(LabOptions options, int mark) => Day.Of(options.Seed, mark).Where((_, i) => i % options.Every == 0);

    private static string Summary(LabOptions options)
    {
        var steps = Steps(options, options.Seed).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"Seed {options.Seed}: {Count<Buy>()} purchases ({Count<Buy>(Truth.CardTesting)} of card testers), {Count<LogIn>()} sign-ins ({Count<LogIn>(Truth.AccountTakeover)} of thieves), {Count<AskRefund>()} requests for money back ({Count<AskRefund>(Truth.RefundAbuse)} of abusers).{Environment.NewLine}");

        int Count<T>(Truth? truth = null) where T : Step => steps.OfType<T>().Count(step => truth is null || step.Truth == truth);
    }
}
