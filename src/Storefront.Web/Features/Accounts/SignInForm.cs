namespace Storefront.Web.Features.Accounts;

public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    /// <summary>Keep me signed in.</summary>
    public bool Stay { get; set; }

    public string? ReturnUrl { get; set; }

    internal string? Done { get; init; }

    internal IEnumerable<(string Field, string Message)> Mistakes()
    {
        if (string.IsNullOrWhiteSpace(Email))
            yield return (nameof(Email), "Enter your email address");
        if (string.IsNullOrEmpty(Password))
            yield return (nameof(Password), "Enter your password");
    }
}
