using Storefront.Web.Features.Accounts;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Profile;

public sealed class ProfileForm
{
    public static readonly IReadOnlyList<(string Code, string Name)> Languages =
    [
        ("EN-US", "English (United States)"), ("EN-GB", "English (United Kingdom)"), ("DE-DE", "Deutsch"), ("FR-FR", "Français"), ("ES-ES", "Español"), ("IT-IT", "Italiano"), ("NL-NL", "Nederlands"), ("SV-SE", "Svenska"), ("PL-PL", "Polski"), ("JA-JP", "日本語"),
    ];

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }

    public static ProfileForm From(Customer customer) => new()
    {
        FirstName = customer.FirstName,
        LastName = customer.LastName,
        Phone = customer.PhoneNumber,
        Language = customer.Language,
    };

    internal IEnumerable<(string Field, string Message)> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(FirstName) || FirstName.Length > 100)
            yield return (nameof(FirstName), "Enter a first name");
        if (string.IsNullOrWhiteSpace(LastName) || LastName.Length > 100)
            yield return (nameof(LastName), "Enter a last name");
        if (!PhoneNumber.IsValid(Phone))
            yield return (nameof(Phone), PhoneNumber.Wanted);
        if (Languages.All(known => known.Code != Language))
            yield return (nameof(Language), "Choose a language from the list");
    }

    internal void Fill(Customer customer, DateTimeOffset now)
    {
        customer.FirstName = FirstName!.Trim();
        customer.LastName = LastName!.Trim();
        customer.PhoneNumber = string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim();
        customer.Language = Language!;
        customer.UpdatedAt = now;
    }
}
