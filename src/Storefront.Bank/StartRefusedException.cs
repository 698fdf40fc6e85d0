namespace Storefront.Bank;

/// <summary>The bank does not start; the message is the one line an operator needs.</summary>
/// <remarks>Derives from a public type because a program that embeds the bank catches it too.</remarks>
internal sealed class StartRefusedException : InvalidOperationException
{
    public StartRefusedException(string message)
        : base(message)
    {
    }

    public StartRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
