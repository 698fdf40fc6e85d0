-- Everything that came in and was answered, in order. Never changed, never renumbered.
CREATE TABLE received (
    sequence       INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at    INTEGER NOT NULL, -- UTC, milliseconds since 1970
    event          TEXT NOT NULL,
    path           TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    environment_id TEXT NOT NULL,
    client_id      TEXT NOT NULL,
    status         INTEGER NOT NULL,
    request        BLOB NOT NULL,    -- as sent
    response       BLOB NOT NULL,    -- as answered
    decision       TEXT,             -- what the rules decided, whatever was answered
    rule           TEXT,
    clause         TEXT,
    detail         TEXT              -- JSON: what else the rules said, for the reader of the event
) STRICT;

-- The IDs an event names: how an event is found by any of them.
CREATE TABLE received_link (
    id       TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES received (sequence),
    PRIMARY KEY (id, sequence)
) STRICT, WITHOUT ROWID;

-- A purchase ID is used once, for ever.
CREATE TABLE purchase (
    environment_id TEXT NOT NULL,
    purchase_id    TEXT NOT NULL,
    sequence       INTEGER NOT NULL REFERENCES received (sequence),
    PRIMARY KEY (environment_id, purchase_id)
) STRICT, WITHOUT ROWID;

-- What the events about one thing add up to.
CREATE TABLE object (
    environment_id TEXT NOT NULL,
    kind           TEXT NOT NULL,
    id             TEXT NOT NULL,
    subject        TEXT NOT NULL,    -- what it is about: a purchase for its bank events, statuses, refunds…
    at             INTEGER NOT NULL, -- when it happened at the merchant, in ticks: decides which one is in force
    sequence       INTEGER NOT NULL, -- the last event that changed it
    outcome        TEXT,             -- the status in force, where it is not simply the last one
    state          TEXT NOT NULL,    -- JSON
    PRIMARY KEY (environment_id, kind, id)
) STRICT;

CREATE INDEX object_subject ON object (environment_id, kind, subject, at, sequence);

-- Client assertions are good once.
CREATE TABLE used_assertion (
    id         TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX used_assertion_expiry ON used_assertion (expires_at);
