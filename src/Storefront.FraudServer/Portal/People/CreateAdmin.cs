using System.Net.Mail;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>The command <c>create-admin</c>: the first administrator, or the way back in when the last password is lost.</summary>
internal static class CreateAdmin
{
    /// <param name="database">Where it is written.</param>
    /// <param name="given">The e-mail address.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="time">For the log.</param>
    /// <returns>What was done.</returns>
    public static string Run(Database database, string given, string password, TimeProvider time)
    {
        var email = Users.Normal(given);
        if (!MailAddress.TryCreate(email, out var read) || read.Address != email)
            throw new StartException($"'{given}' is no e-mail address. Run: dotnet Storefront.FraudServer.dll create-admin ann@example.com");
        if (Passwords.Problem(password) is { } problem)
            throw new StartException($"{problem} It is read from standard input.");
        database.RequireCurrent();

        var (hash, by, known) = (Passwords.Hash(password), Person.AtTheCommandLine(time), new Users(database).Find(email));
        using var session = new WriteSession(database);
        database.Begin(session);
        if (known is null)
        {
            UserChanges.Add(session, email, Roles.Admin, hash, isTemporary: false, by);
        }
        else
        {
            UserChanges.SetRole(session, known.Id, Roles.Admin, by);
            UserChanges.SetStanding(session, known.Id, disabled: false, by);
            UserChanges.SetPassword(session, known.Id, hash, isTemporary: false, by);
        }

        session.Execute("COMMIT");
        return known is null ? $"{email} may sign in as administrator." : $"{email} was there already: is administrator now, with this password.";
    }
}
