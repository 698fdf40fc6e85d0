using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Hosting;

/// <summary>What the program does besides serving. Null: the first word is no command, so the service runs.</summary>
internal static class Commands
{
    public static async Task<int?> RunAsync(string[] args)
    {
        if (RuleCommands.TryRun(args, Console.Out, Console.Error, out var exitCode))
            return exitCode;
        switch (args.FirstOrDefault())
        {
            case "migrate":
                var directory = Alone.Surroundings(args[1..]).Directory;
                Directory.CreateDirectory(directory);
                var version = Database.Migrate(Database.FileIn(directory));
                await Console.Out.WriteLineAsync($"{Database.FileIn(directory)} is at version {version}.");
                return 0;
            case "hash-secret":
                var secret = await Console.In.ReadLineAsync();
                if (string.IsNullOrEmpty(secret))
                {
                    await Console.Error.WriteLineAsync("hash-secret reads the secret from standard input, which was empty.");
                    return 1;
                }

                await Console.Out.WriteLineAsync(SecretHash.Of(secret));
                return 0;
            case { } word when word.Length > 0 && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal):
                await Console.Error.WriteLineAsync($"'{word}' is no command; there are migrate, hash-secret, evaluate, check and cases. Without a command the service runs.");
                return 1;
            default:
                return null;
        }
    }
}
