namespace Storefront.FraudServer.Storage;

/// <summary>Client assertions that were accepted, kept until they could not be used any more, also over a restart.</summary>
internal sealed class UsedAssertions(Writer writer, TimeProvider time)
{
    /// <summary>True for the first one to come with this ID.</summary>
    public Task<bool> ClaimAsync(string id, DateTime expires) => writer.RunAsync(session =>
    {
        session.Execute("DELETE FROM used_assertion WHERE expires_at < $1", time.GetUtcNow().ToUnixTimeSeconds());
        return session.Execute(
            "INSERT INTO used_assertion (id, expires_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", id, new DateTimeOffset(expires, TimeSpan.Zero).ToUnixTimeSeconds()) == 1;
    });
}
