using Microsoft.AspNetCore.Identity;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Accounts;

/// <summary>
/// What a password must be: long enough, and not one that is guessed first. There are no rules about its signs, and it never
/// expires: both make people choose worse (NIST SP 800-63B).
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Customer>
{
    public const int Shortest = 12;

    /// <summary>Enough for a sentence; hashing without a limit would be a way to keep the shop busy.</summary>
    public const int Longest = 128;

    public static string Hint => $"At least {Shortest} characters. A few words are easy to remember and hard to guess.";

    public Task<IdentityResult> ValidateAsync(UserManager<Customer> manager, Customer user, string? password) =>
        Task.FromResult(Mistake(password, user.Email, user.FirstName, user.LastName) is { } mistake
            ? IdentityResult.Failed(new IdentityError { Code = nameof(PasswordRules), Description = mistake })
            : IdentityResult.Success);

    /// <param name="password">As typed.</param>
    /// <param name="email">Whose it is to be; with the names, what others would try first.</param>
    public static string? Mistake(string? password, string? email, params IEnumerable<string?> names) => password switch
    {
        null or "" => "Choose a password",
        { Length: < Shortest } => $"Use at least {Shortest} characters",
        { Length: > Longest } => $"Use at most {Longest} characters",
        _ when password.All(char.IsWhiteSpace) => "Use more than blanks",
        _ when CommonPasswords.Include(password, Guessable(email, names)) => "This is among the passwords that are guessed first. Choose another, for example four words that have nothing to do with each other",
        _ => null,
    };

    private static IEnumerable<string> Guessable(string? email, IEnumerable<string?> names)
    {
        var mailbox = email?.Split('@') ?? [];
        var words = names.Concat(mailbox).Concat(mailbox.SelectMany(part => part.Split('.', '-', '_', '+'))).Append(Site.Name);
        var all = words.OfType<string>().Select(word => new string([.. word.Where(char.IsLetter)])).Where(word => word.Length > 0).ToList();
        return all.Append(string.Concat(names)).Append(string.Concat(names.Reverse()));
    }
}
