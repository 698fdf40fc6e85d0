using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

public sealed class SignUpForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }

    internal IEnumerable<(string Field, string Message)> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(FirstName) || FirstName.Length > 100)
            yield return (nameof(FirstName), "Enter a first name");
        if (string.IsNullOrWhiteSpace(LastName) || LastName.Length > 100)
            yield return (nameof(LastName), "Enter a last name");
        if (!EmailAddress.IsValid(Email))
            yield return (nameof(Email), EmailAddress.Wanted);
        if (PasswordRules.Mistake(Password, Email, FirstName, LastName) is { } mistake)
            yield return (nameof(Password), mistake);
    }
}
