namespace Storefront.Bank.Cards;

/// <summary>A card whose number and code have just been typed. Lives for one request; prints as nothing.</summary>
internal sealed record TypedCard(string Number, CardBrand Brand, string Expiry, string HolderName)
{
    public override string ToString() => nameof(TypedCard);
}

/// <summary>What is left of a card: enough to recognise it, not to use it elsewhere.</summary>
internal sealed record Card(string Token, string Fingerprint, string Bin, string LastFour, string Brand, string Expiry, string HolderName);
