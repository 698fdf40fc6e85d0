using Storefront.Web.Features.Accounts;

namespace Storefront.Tests.Web.Features.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("only lower case words")]
    [InlineData("Only-for-development-1")]
    [InlineData("vier wörter ohne sinn")]
    [InlineData("パスワードではない長い文章です")]
    [InlineData("314159265358")]
    [InlineData("my dragon eats 7 shoes")]
    public void A_long_password_that_is_hard_to_guess_is_taken_whatever_its_signs(string password) =>
        Assert.Null(PasswordRules.Mistake(password, "nora.ellery@example.com", "Nora", "Ellery"));

    [Theory]
    [InlineData(null, "Choose a password")]
    [InlineData("", "Choose a password")]
    [InlineData("short one", "Use at least 12 characters")]
    [InlineData("              ", "Use more than blanks")]
    [InlineData("aaaaaaaaaaaa", "This is among")]
    [InlineData("abcabcabcabc", "This is among")]
    [InlineData("123456789012", "This is among")]
    [InlineData("109876543210", "This is among")]
    [InlineData("password1234", "This is among")]
    [InlineData("P@ssw0rd2026!", "This is among")]
    [InlineData("qwertyuiop12", "This is among")]
    [InlineData("iloveyou1234", "This is among")]
    [InlineData("passwordpassword", "This is among")]
    [InlineData("Kettlewend2026", "This is among")]
    [InlineData("noraellery1990", "This is among")]
    [InlineData("NoraEllery-2026", "This is among")]
    [InlineData("correct horse battery staple", "This is among")]
    public void A_password_that_is_too_short_or_guessed_first_is_refused(string? password, string mistake) =>
        Assert.StartsWith(mistake, PasswordRules.Mistake(password, "nora.ellery@example.com", "Nora", "Ellery"), StringComparison.Ordinal);

    [Fact]
    public void The_three_thousand_most_used_passwords_that_are_long_enough_are_refused_in_any_case()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("leaked-passwords.txt")!);
        var leaked = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.True(leaked.Count >= 3000 && leaked.TrueForAll(word => word.Length >= PasswordRules.Shortest));
        foreach (var word in leaked)
            Assert.NotNull(PasswordRules.Mistake(word.ToUpperInvariant(), "nora.ellery@example.com", "Nora", "Ellery"));
    }

    [Fact]
    public void A_password_ends_somewhere() =>
        Assert.Equal("Use at most 128 characters", PasswordRules.Mistake(string.Concat(Enumerable.Range(0, 129).Select(i => (char)('a' + (i * 7 % 23)))), "nora@example.com"));
}
