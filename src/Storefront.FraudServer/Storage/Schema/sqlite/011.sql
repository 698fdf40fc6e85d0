-- What was decided about cases, on its way to the shop. It goes with the event.
CREATE TABLE webhook_delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    sequence     INTEGER NOT NULL REFERENCES review_case (sequence),
    body         TEXT NOT NULL,              -- JSON, sent as it is with every attempt
    created_at   INTEGER NOT NULL,           -- UTC, milliseconds since 1970, as all times here
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
    attempts     INTEGER NOT NULL,
    next_at      INTEGER NOT NULL,           -- not before this moment; moved on while somebody is sending it
    ended_at     INTEGER,                    -- when it was delivered or parked
    problem      TEXT                        -- of the last attempt that failed
) STRICT;

CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_state ON webhook_delivery (state, id);
CREATE INDEX webhook_delivery_case ON webhook_delivery (sequence);
