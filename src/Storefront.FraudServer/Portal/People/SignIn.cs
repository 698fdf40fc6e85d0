using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>
/// Decides who may come in. An attempt is counted before the password is looked at, so that many at once are no more than many in a row.
/// Whoever is refused is not told why, and hears it no sooner for one reason than for another.
/// </summary>
internal sealed class SignIn(Users users, Writer writer, TimeProvider time)
{
    private const int Attempts = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SoonestRefusal = TimeSpan.FromMilliseconds(400);

    public async Task<PortalUser?> TryAsync(string email, string password, string? address)
    {
        var began = time.GetTimestamp();
        var user = users.Find(email);
        var counted = user is { IsDisabled: false } && await CountAsync(user, address);
        if (Passwords.Match(user?.PasswordHash, password) && counted)
        {
            await SucceededAsync(user!, address);
            return user;
        }

        if (SoonestRefusal - time.GetElapsedTime(began) is { Ticks: > 0 } left)
            await Task.Delay(left, time);
        return null;
    }

    // The fifth attempt in a row still counts; it also begins the rest, which a right password ends at once.
    private Task<bool> CountAsync(PortalUser user, string? address) => writer.RunAsync(session =>
    {
        var now = time.GetUtcNow();
        if (session.Execute(
            "UPDATE portal_user SET failures = failures + 1 WHERE id = $1 AND locked_until <= $2", user.Id, now.ToUnixTimeMilliseconds()) == 0)
            return false;
        if (session.Execute(
            "UPDATE portal_user SET failures = 0, locked_until = $2 WHERE id = $1 AND failures >= $3",
            user.Id, (now + Rest).ToUnixTimeMilliseconds(), Attempts) == 1)
            new Person("nobody", now, address).Record(session, "user.lock", UserChanges.Subject(user.Email), null, new { until = now + Rest });
        return true;
    });

    private Task<bool> SucceededAsync(PortalUser user, string? address) => writer.RunAsync(session =>
    {
        var now = time.GetUtcNow();
        session.Execute("UPDATE portal_user SET failures = 0, locked_until = 0, signed_in_at = $2 WHERE id = $1", user.Id, now.ToUnixTimeMilliseconds());
        new Person(user.Email, now, address).Record(session, "user.sign-in", UserChanges.Subject(user.Email), null, null);
        return true;
    });
}
