using System.Text.Json;
using System.Text.Encodings.Web;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Who does something, when, and from which address.</summary>
internal sealed record Person(string Name, DateTimeOffset At, string? Address = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whoever may run the program's commands on this machine.</summary>
    public static Person AtTheCommandLine(TimeProvider time) => new("command line", time.GetUtcNow());

    /// <summary>Notes what was done, in the transaction that does it.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="action">What was done: <c>user.add</c>.</param>
    /// <param name="subject">To what: <c>user ann@example.com</c>.</param>
    /// <param name="before">What was there; nothing secret.</param>
    /// <param name="after">What is there now; nothing secret.</param>
    public void Record(WriteSession session, string action, string subject, object? before, object? after) => session.Execute(
        "INSERT INTO activity (at, who, address, action, subject, was, became) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        At.ToUnixTimeMilliseconds(), Name, Address, action, subject, Text(before), Text(after));

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}
