using System.Text.RegularExpressions;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>
/// A pattern that takes linear time and at most 10 ms. On a busy machine those 10 ms may pass without the thread running at
/// all; a short text, which cannot be that much work, is therefore given a second, longer try before it counts as no match.
/// </summary>
internal sealed class BoundedRegex
{
    private const int ShortText = 1_000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private readonly Regex first;
    private readonly Regex second;

    /// <summary>Throws what <see cref="Regex"/> throws for a pattern it cannot or will not match.</summary>
    public BoundedRegex(string pattern)
    {
        first = new Regex(pattern, Options, TimeSpan.FromMilliseconds(10));
        second = new Regex(pattern, Options, TimeSpan.FromMilliseconds(200));
        Try(second, "warm"); // the first match of a process compiles much code; no event should pay for it
    }

    public bool IsMatch(string text, Frame frame, TextSpan at)
    {
        var bounded = frame.Bounded(text);
        return Try(first, bounded) ?? (bounded.Length <= ShortText ? Try(second, bounded) : null) ?? TookTooLong(frame, at);
    }

    private static bool? Try(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool TookTooLong(Frame frame, TextSpan at)
    {
        frame.Remark("R711", "The regular expression took longer than 10 ms; it counts as no match.", at);
        return false;
    }
}
