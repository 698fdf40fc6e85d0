-- Drafts that are asked about live events beside the rules in force. They decide nothing.
CREATE TABLE rule_shadow (
    environment_id TEXT NOT NULL,
    number         INTEGER NOT NULL, -- from 1, for each environment
    text           TEXT NOT NULL,
    started_at     INTEGER NOT NULL, -- UTC, milliseconds since 1970
    started_by     TEXT NOT NULL,
    ended_at       INTEGER,
    PRIMARY KEY (environment_id, number)
) STRICT;

-- What a shadow would have decided about an event.
CREATE TABLE shadow_verdict (
    sequence       INTEGER PRIMARY KEY REFERENCES received (sequence),
    environment_id TEXT NOT NULL,    -- of the shadow
    number         INTEGER NOT NULL,
    decision       TEXT NOT NULL,
    rule           TEXT NOT NULL,
    clause         TEXT NOT NULL
) STRICT;

-- The same added up, and where to find what differs.
CREATE TABLE shadow_count (
    environment_id TEXT NOT NULL,
    number         INTEGER NOT NULL,
    decided        TEXT NOT NULL,
    shadow         TEXT NOT NULL,
    events         INTEGER NOT NULL,
    PRIMARY KEY (environment_id, number, decided, shadow)
) STRICT;

CREATE TABLE shadow_difference (
    environment_id TEXT NOT NULL,
    number         INTEGER NOT NULL,
    sequence       INTEGER NOT NULL REFERENCES received (sequence),
    PRIMARY KEY (environment_id, number, sequence)
) STRICT;
