using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Journeys and cloud subscriptions (contract, events 10). Members whose type the contract leaves open are taken as they come.</summary>
internal static class Travel
{
    private static readonly Shape Segment = new(Open(
        "airlineCode", "airlineName", "operatedBy", "flightNumber", "departureDateTime", "arrivalDateTime", "fromAirportCode", "fromAirportCity",
        "fromAirportState", "fromAirportZipcode", "fromAirportCountryISO", "toAirportCode", "toAirportCity", "toAirportState",
        "toAirportZipcode", "toAirportCountryISO", "travelClass", "segmentSequence"));

    private static readonly Shape Flight = new(
        [.. Open("ticketNumber", "placeOfIssue", "isRestrictedTicket", "rewardsOrVoucherApplied"),
        Integer("totalRewardsApplied"), Number("totalFees"),
        Text("purchaserProfileType", "CORPORATE", "INDIVIDUAL"),
        .. Open("isThirdParty", "isPurchaserFrequentFlyer", "passengerCount"),
        Integer("numberOfStops"),
        List("flightSegments", Segment), List("passengers", new(Open("firstName", "lastName")))]);

    private static readonly Shape Lodging = new(
        [.. Open("folioNumber", "checkInDate", "checkOutDate", "reservationConfirmed", "membershipDetails", "discountProgram", "adultCount",
            "kidCount", "nightsCount", "roomCount", "bedType", "roomType", "paymentDescription"),
        Object("facility", new(Open("name", "type", "contactPhoneNumber", "contactEmail", "dailyRoomRate", "currency", "dailyRoomTaxAmount", "address")))]);

    private static readonly Shape CarRental = new(Open(
        "pickupLocation", "pickupDateTime", "dropOffLocation", "dropOffDateTime", "discountProgram", "carType", "isPrepaid",
        "insuranceIncluded", "contactEmail", "contactPhoneNumber", "pickupAddress", "dropOffAddress"));

    public static Shape Overview { get; } = new(
        [.. Booleans("airlineIncluded", "carRentalIncluded", "lodgingIncluded", "isRoundTrip", "isDiscountOffered", "isPackagedTour"),
        Text("travelType"), Text("bookingType", "WEBSITE", "AGENT"),
        .. Texts("webUrl", "fromCity", "fromState", "fromCountryISO", "fromZipCode", "toCity", "toState", "toCountryISO", "toZipCode"),
        .. Dates("issueDateTime", "travelDateTime", "returnDateTime"),
        List("flightDetails", Flight), List("lodgingDetails", Lodging), List("carRentalDetails", CarRental),
        Object("travelAgent", new(Open("agencyCode", "agencyName", "agentCode", "agencyLocation")))]);

    public static Shape CloudBusiness { get; } = new(
        [Mandatory(Text("organizationId")),
        .. Open("companyName", "companyType"), Integer("companySize"),
        .. Open("entityId", "primaryContactFirstName", "primaryContactLastName", "primaryContactEmail", "primaryContactPhoneNumber"),
        Integer("subscriptionCount"), .. Open("companyAddress")]);

    private static Member[] Open(params string[] names) => [.. names.Select(name => new Member(name, Kind.Any))];
}
