namespace Storefront.FraudProtection.Events;

/// <summary>Whether a product is a thing.</summary>
public sealed record ProductType(string Value) : WireWord(Value)
{
    /// <summary>It is.</summary>
    public static ProductType Physical { get; } = new("Physical");

    /// <summary>It is not.</summary>
    public static ProductType Digital { get; } = new("Digital");
}

/// <summary>Categories of the contract. Others are accepted and stored.</summary>
public sealed record ProductCategory(string Value) : WireWord(Value)
{
    /// <summary>A subscription.</summary>
    public static ProductCategory Subscription { get; } = new("Subscription");

    /// <summary>A game.</summary>
    public static ProductCategory Game { get; } = new("Game");

    /// <summary>Things used up in a game.</summary>
    public static ProductCategory GameConsumable { get; } = new("GameConsumable");

    /// <summary>Content added to a game.</summary>
    public static ProductCategory GameDLC { get; } = new("GameDLC");

    /// <summary>A device.</summary>
    public static ProductCategory HardwareDevice { get; } = new("HardwareDevice");

    /// <summary>An accessory of a device.</summary>
    public static ProductCategory HardwareAccessory { get; } = new("HardwareAccessory");

    /// <summary>A code for software.</summary>
    public static ProductCategory SoftwareToken { get; } = new("SoftwareToken");

    /// <summary>Software granted to an account.</summary>
    public static ProductCategory SoftwareDirectEntitlement { get; } = new("SoftwareDirectEntitlement");

    /// <summary>Clothing and shoes.</summary>
    public static ProductCategory ClothingShoes { get; } = new("ClothingShoes");

    /// <summary>Sports and leisure equipment.</summary>
    public static ProductCategory RecreationalEquipment { get; } = new("RecreationalEquipment");

    /// <summary>Jewelry.</summary>
    public static ProductCategory Jewelry { get; } = new("Jewelry");

    /// <summary>A hotel stay.</summary>
    public static ProductCategory Hotel { get; } = new("Hotel");

    /// <summary>A ticket.</summary>
    public static ProductCategory Ticket { get; } = new("Ticket");

    /// <summary>A rented vehicle.</summary>
    public static ProductCategory VehicleRental { get; } = new("VehicleRental");

    /// <summary>A gift card.</summary>
    public static ProductCategory GiftCard { get; } = new("GiftCard");

    /// <summary>Films.</summary>
    public static ProductCategory Movies { get; } = new("Movies");

    /// <summary>Music.</summary>
    public static ProductCategory Music { get; } = new("Music");

    /// <summary>Garage and industry.</summary>
    public static ProductCategory GarageIndustrial { get; } = new("GarageIndustrial");

    /// <summary>Home and garden.</summary>
    public static ProductCategory HomeGarden { get; } = new("HomeGarden");

    /// <summary>Tools.</summary>
    public static ProductCategory Tools { get; } = new("Tools");

    /// <summary>Books.</summary>
    public static ProductCategory Books { get; } = new("Books");

    /// <summary>Health and beauty.</summary>
    public static ProductCategory HealthBeauty { get; } = new("HealthBeauty");

    /// <summary>Furniture.</summary>
    public static ProductCategory Furniture { get; } = new("Furniture");

    /// <summary>Toys.</summary>
    public static ProductCategory Toys { get; } = new("Toys");

    /// <summary>Food.</summary>
    public static ProductCategory FoodGrocery { get; } = new("FoodGrocery");

    /// <summary>None of them; not on the contract's list, but accepted.</summary>
    public static ProductCategory Other { get; } = new("Other");
}
