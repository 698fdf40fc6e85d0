using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>The purchase (contract, events 4).</summary>
internal static class PurchaseShape
{
    private static readonly string[] ShippingMethods = ["Standard", "Express", "InStorePickup", "DirectEntitlement", "DigitalToken"];

    public static Shape Product { get; } = new(
        Mandatory(Text("productId")),
        Text("productName"), Text("type", "Digital", "Physical"), Text("sku"),
        Text("category", "Subscription", "Game", "GameConsumable", "GameDLC", "HardwareDevice", "HardwareAccessory", "SoftwareToken",
            "SoftwareDirectEntitlement", "ClothingShoes", "RecreationalEquipment", "Jewelry", "Hotel", "Ticket", "VehicleRental", "GiftCard",
            "Movies", "Music", "GarageIndustrial", "HomeGarden", "Tools", "Books", "HealthBeauty", "Furniture", "Toys", "FoodGrocery", "Other"),
        Text("merchantProductCategory"), Text("market"), Text("productBrand"),
        Number("salesPrice"), Number("purchasePrice"), Text("currency"), Number("cogs"), Number("margin"),
        Integer("quantity") with { Minimum = 1 },
        Boolean("isRecurring"), Boolean("isFree"), Boolean("isPreorder"), Boolean("buyItAgainOrder"),
        Date("preOrderAvailabilityDate"), Text("language"), Text("shippingMethod", ShippingMethods));

    public static Shape Purchase { get; } = new(
        Mandatory(Text("purchaseId")),
        Text("assessmentType", "Evaluate", "Protect"),
        Text("originalOrderId"),
        Date("customerLocalDate"), Mandatory(Date("merchantLocalDate")),
        Number("totalAmount"), Number("salesTax"), Number("discountAmount"), Number("tipAmount"),
        Text("currency"), Text("shippingMethod", ShippingMethods), Text("shippingEmail"), Date("shippingDate"),
        Object("user", Parts.User), Object("deviceContext", Parts.DeviceContext), Object("shippingAddress", Parts.Address),
        List("paymentInstrumentList", PaymentInstrument.OfPurchase), List("productList", Product),
        new Member("customData", Kind.Properties),
        Object("threeDS", Parts.ThreeDS), Object("externalDeviceAttributes", Parts.ExternalDevice), Object("recipientUser", Parts.User),
        Object("store", Parts.Store),
        Object("organizationLevel1", Parts.Organization), Object("organizationLevel2", Parts.Organization), Object("organizationLevel3", Parts.Organization),
        Object("travelOverview", Travel.Overview), Object("cloudBusiness", Travel.CloudBusiness),
        Text("merchantIdentifier"), Text("midName"), Text("merchantCategoryCode"), Text("merchantBusinessType"), Text("merchantBusinessSegment"),
        Text("merchantBusinessSegmentL2") with { Alias = "merchantBusinessSubSegmentL2" },
        Boolean("isTest"), Boolean("isGuestCheckout"), Boolean("isFreeProductIncluded"), Boolean("isPostAuthCheck"), Boolean("isRetryOrder"),
        Text("attemptId"), Boolean("isPostpaid"), Boolean("isRecurringCharge"),
        Number("recurringChargeFrequencyInDays"), // int32 in one source, fractional in another
        Date("recurringChargeStartDate"), Date("recurringChargeEndDate"), Text("recurringSubscriptionId"),
        new Member("recurringChargeSequence", Kind.TextOrNumber),
        Number("distinctItemCount"), Number("totalItemCount"), Text("orderType"),
        Text("transactionProcessingOrder", "PREAUTHORIZATION", "POSTAUTHORIZATION", "BEFORE3DS", "AFTER3DS"),
        Text("transactionDescription", "SUBSCRIPTIONFEE", "DELAYEDCHARGES", "NOSHOW", "DEPOSIT"),
        Text("orderInitiatedChannel"), Text("orderInitiatedChannelName"), Text("orderInitiatedChannelRegionORCountry"),
        Integer("lastUpdateYear"),
        Mandatory(Object("_metadata", Parts.Metadata)));
}
