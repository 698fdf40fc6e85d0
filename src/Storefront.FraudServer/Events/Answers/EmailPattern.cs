using System.Text;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>What an e-mail address looks like, without saying what it is (contract, responses 4.3).</summary>
internal static class EmailPattern
{
    public static string Domain(string email) => email[(email.LastIndexOf('@') + 1)..];

    /// <summary>Capitals U, small letters l, digits d, everything else as it is; a run of letters of one kind is one of them.</summary>
    public static string Of(string email)
    {
        var at = email.LastIndexOf('@');
        var pattern = new StringBuilder();
        foreach (var c in at < 0 ? email : email[..at])
        {
            var sign = char.IsUpper(c) ? 'U' : char.IsLower(c) ? 'l' : char.IsAsciiDigit(c) ? 'd' : c;
            if (sign == 'd' || pattern.Length == 0 || pattern[^1] != sign || !char.IsLetter(c))
                pattern.Append(sign);
        }

        return pattern.ToString();
    }
}
