namespace Storefront.FraudServer.Portal.People;

/// <summary>Somebody who may sign in.</summary>
public sealed record PortalUser
{
    public required long Id { get; init; }
    public required string Email { get; init; }
    public required string Role { get; init; }
    public required string PasswordHash { get; init; }

    /// <summary>Whether the password is one that somebody else chose.</summary>
    public required bool IsTemporary { get; init; }

    public required string Stamp { get; init; }
    public required DateTimeOffset LockedUntil { get; init; }
    public required bool IsDisabled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? SignedInAt { get; init; }
}
