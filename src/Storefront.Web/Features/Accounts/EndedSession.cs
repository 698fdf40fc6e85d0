using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Web.Features.Accounts;

/// <summary>A session somebody signed out of: a copy of its cookie opens nothing any more. The ID is chance and says nothing of whose it was.</summary>
public sealed class EndedSession
{
    /// <summary>Stands in the cookie.</summary>
    public const string Claim = "session";

    /// <summary>When it began; in the cookie too.</summary>
    public const string Began = "session_began";

    public required Guid Id { get; init; }

    /// <summary>When every copy of the cookie has ended by itself.</summary>
    public required DateTimeOffset Until { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<EndedSession>
    {
        public void Configure(EntityTypeBuilder<EndedSession> builder)
        {
            builder.ToTable("EndedSessions");
            builder.Property(session => session.Id).ValueGeneratedNever();
            builder.HasIndex(session => session.Until);
        }
    }
}
