namespace Storefront.FraudServer.Storage;

/// <summary>Takes an event out, with everything that is only there because of it. What was counted stays counted, and a purchase ID stays used.</summary>
internal static class EventRemoval
{
    public static void Remove(WriteSession session, long sequence)
    {
        session.Execute("DELETE FROM received_link WHERE sequence = $1", sequence);
        session.Execute("DELETE FROM shadow_verdict WHERE sequence = $1", sequence);
        session.Execute("DELETE FROM shadow_difference WHERE sequence = $1", sequence);
        Cases.CaseTables.Remove(session, sequence);
        Portal.Search.EventNotes.Remove(session, sequence);
        session.Execute("DELETE FROM report_later WHERE sequence = $1", sequence);
        session.Execute("DELETE FROM object WHERE sequence = $1", sequence); // what is known of a thing goes with the last event that told of it
        session.Execute("UPDATE purchase SET sequence = NULL WHERE sequence = $1", sequence);
        session.Execute("DELETE FROM received WHERE sequence = $1", sequence);
    }
}
