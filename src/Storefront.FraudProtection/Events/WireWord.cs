namespace Storefront.FraudProtection.Events;

/// <summary>
/// A word of the wire contract. The known ones are properties of the type; any other is made with <c>new</c>, because
/// services accept words that are on no list, and one that is read stays as it was written.
/// </summary>
public abstract record WireWord
{
    private protected WireWord(string value) => Value = value;

    /// <summary>The word, exactly as it is sent.</summary>
    public string Value { get; }

    /// <summary>Words of one kind are equal without regard to case, as on the wire.</summary>
    /// <param name="other">The word to compare with.</param>
    public virtual bool Equals(WireWord? other) =>
        other is not null && EqualityContract == other.EqualityContract && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <inheritdoc/>
    public sealed override string ToString() => Value;
}
