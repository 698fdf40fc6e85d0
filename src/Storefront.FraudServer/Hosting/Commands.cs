using Storefront.FraudServer.Configuration;
using Storefront.FraudServer.Import;
using Storefront.FraudServer.Portal.DataSubjects;
using Storefront.FraudServer.Portal.Migration;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Rules.Commands;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;
using Storefront.FraudServer.Tokens;

namespace Storefront.FraudServer.Hosting;

/// <summary>What the program does besides serving.</summary>
internal static class Commands
{
    /// <summary>The exit code of the command, or null: the first word is none, so the service runs.</summary>
    public static int? Run(string[] args, TextReader input, TextWriter output, TextWriter error) => args.FirstOrDefault() switch
    {
        _ when RuleCommands.TryRun(args, output, error, out var exitCode) => exitCode,
        "migrate" => Migrate(args[1..], output),
        "create-admin" => MakeAdmin(args[1..], input, output),
        "backup" => MakeBackup(args[1..], output),
        "export-subject" => SubjectCommands.Export(args[1..], output),
        "erase-subject" => SubjectCommands.Erase(args[1..], output),
        "import-events" => ImportCommand.Run(args[1..], output, error),
        "compatibility" => CompatibilityCommand.Run(args[1..], output),
        "export-config" => ConfigCommands.Export(args[1..], output),
        "import-config" => ConfigCommands.Import(args[1..], output, error),
        "rotate-signing-key" => RotateSigningKey(args[1..], output),
        "hash-secret" => HashSecret(input, output, error),
        { } word when IsCommand(word) => Unknown(word, error),
        _ => null,
    };

    private static int Migrate(string[] options, TextWriter output)
    {
        var surroundings = Alone.Surroundings(options);
        Directory.CreateDirectory(surroundings.Directory);
        using var database = Databases.Of(surroundings);
        output.WriteLine($"{database.Name} is at version {database.Migrate()}.");
        return 0;
    }

    private static int MakeAdmin(string[] words, TextReader input, TextWriter output)
    {
        if (words is not [var email, .. var options] || !IsCommand(email))
            throw new StartException("create-admin wants an e-mail address, and the password on standard input. Run: dotnet Storefront.FraudServer.dll create-admin ann@example.com");
        var surroundings = Alone.Surroundings(options);
        using var database = Databases.Of(surroundings);
        output.WriteLine(CreateAdmin.Run(database, email, input.ReadLine() ?? "", surroundings.Time));
        return 0;
    }

    private static int MakeBackup(string[] words, TextWriter output)
    {
        if (words is not [var folder, .. var options] || folder.StartsWith('-'))
            throw new StartException("backup wants a folder that is not there yet. Run: dotnet Storefront.FraudServer.dll backup /var/backups/fraud-server/monday");
        var target = CallerFolder.Resolve(folder);
        var surroundings = Alone.Surroundings(options);
        using var database = Databases.Of(surroundings);
        if (database is not SqliteDatabase)
            throw new StartException($"{database.Name} is kept by its server: copy it with the tools of the server (pg_dump, BACKUP DATABASE), and the data folder {surroundings.Directory} as files.");
        Backup.Run(surroundings.Directory, target);
        output.WriteLine($"{target} holds the data of this moment.");
        return 0;
    }

    private static int RotateSigningKey(string[] options, TextWriter output)
    {
        var surroundings = Alone.Surroundings(options);
        using var database = Databases.Of(surroundings);
        var folder = SigningKeyFolder.Of(database);
        var made = folder.Add(surroundings.Time.GetUtcNow());
        var removed = folder.RemoveEnded(surroundings.Time.GetUtcNow());
        output.WriteLine($"{folder.PathOf(made)} signs from now on. {removed} keys that no living token needs were deleted, {folder.Files().Count - 1} older ones are still believed.");
        return 0;
    }

    private static int HashSecret(TextReader input, TextWriter output, TextWriter error)
    {
        if (input.ReadLine() is { Length: > 0 } secret)
        {
            output.WriteLine(SecretHash.Of(secret));
            return 0;
        }

        error.WriteLine("hash-secret reads the secret from standard input, which was empty.");
        return 1;
    }

    private static int Unknown(string word, TextWriter error)
    {
        error.WriteLine($"'{word}' is no command; there are migrate, create-admin, backup, export-subject, erase-subject, import-events, compatibility, export-config, import-config, rotate-signing-key, hash-secret, evaluate, check and cases. Without a command the service runs.");
        return 1;
    }

    internal static bool IsCommand(string word) => word.Length > 0 && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal);
}
