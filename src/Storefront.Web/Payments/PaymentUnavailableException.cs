namespace Storefront.Web.Payments;

/// <summary>The payment provider gave no usable answer, so nobody knows whether it did what was asked.</summary>
public sealed class PaymentUnavailableException : Exception
{
    public PaymentUnavailableException(string message)
        : base(message)
    {
    }

    public PaymentUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
