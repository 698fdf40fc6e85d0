-- What rules decided on each day and what was told of it afterwards: what the page Report shows, however many events there are.
CREATE TABLE report_count (
    day            INTEGER NOT NULL, -- counted from 1970, UTC
    environment_id TEXT NOT NULL,    -- empty: all of them; an event counts for its environment and for those above it
    event          TEXT NOT NULL,
    rule           TEXT NOT NULL,    -- empty: none decided
    clause         TEXT NOT NULL,
    decision       TEXT NOT NULL,    -- Observe: the clause fired and left the decision to others
    later          TEXT NOT NULL,    -- nothing known, refund, labelled fraud, chargeback: the worst that was told
    currency       TEXT NOT NULL,
    events         INTEGER NOT NULL,
    amount         INTEGER NOT NULL, -- in parts of 10,000
    PRIMARY KEY (environment_id, event, day, rule, clause, decision, later, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_count_age ON report_count (day);

-- Events of which something was told afterwards, and what they are counted as.
CREATE TABLE report_later (
    sequence INTEGER PRIMARY KEY REFERENCES received (sequence),
    later    TEXT NOT NULL
) STRICT;

-- The last event that was counted.
CREATE TABLE report_position (
    sequence INTEGER NOT NULL
) STRICT;

INSERT INTO report_position (sequence) VALUES (0);

-- What people wrote on events.
CREATE TABLE event_note (
    id       INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL REFERENCES received (sequence),
    at       INTEGER NOT NULL, -- milliseconds since 1970
    author   TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

CREATE INDEX event_note_event ON event_note (sequence, id);
