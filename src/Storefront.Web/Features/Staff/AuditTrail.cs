using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Storefront.Web.Data;

namespace Storefront.Web.Features.Staff;

/// <summary>Writes down what staff do. The entry joins the caller's unit of work: either both are saved or neither is.</summary>
internal sealed class AuditTrail(StoreDb db, IHttpContextAccessor request, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people; pages encode it again
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="action">In the words of the page: <c>Refund approved</c>.</param>
    /// <param name="subject">What it was done to: <c>order K7Q2-…</c>.</param>
    /// <param name="before">Only what changed, never a secret.</param>
    public void Record(string action, string subject, object? before, object? after)
    {
        var context = request.HttpContext;
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            ActorId = Guid.TryParse(context?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null,
            Actor = context?.User.Identity?.Name ?? "the shop",
            Action = action,
            Subject = subject,
            Before = Text(before),
            After = Text(after),
            IpAddress = context?.Connection.RemoteIpAddress?.ToString(),
        });
    }

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, Json);
}
