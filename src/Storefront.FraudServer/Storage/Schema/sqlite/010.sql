-- Events that a person must decide about. A case has the number of its event, and goes with it.
CREATE TABLE review_case (
    sequence       INTEGER PRIMARY KEY REFERENCES received (sequence),
    environment_id TEXT NOT NULL,
    event          TEXT NOT NULL,
    subject_id     TEXT NOT NULL,              -- the event's own ID: the purchase's, the sign-up's
    queue          TEXT NOT NULL,
    score          INTEGER NOT NULL,           -- -1 for none
    amount         INTEGER NOT NULL,           -- in ten-thousandths
    currency       TEXT NOT NULL,
    opened_at      INTEGER NOT NULL,           -- UTC, milliseconds since 1970, as all times here
    visible_at     INTEGER NOT NULL,           -- until then the shop may decide by itself
    due_at         INTEGER,                    -- then the queue's default action decides; none for never
    lease_by       TEXT,
    lease_until    INTEGER NOT NULL DEFAULT 0,
    decision       TEXT,                       -- none while the case is open
    reason         TEXT,
    decided_by     TEXT,
    decided_at     INTEGER,
    means          TEXT CHECK (means IN ('review', 'bulk', 'shop', 'time-out'))
) STRICT;

CREATE INDEX review_case_oldest ON review_case (queue, visible_at, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_score ON review_case (queue, score DESC, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_amount ON review_case (queue, amount DESC, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_due ON review_case (due_at) WHERE decided_at IS NULL;
CREATE INDEX review_case_subject ON review_case (environment_id, subject_id) WHERE decided_at IS NULL;
CREATE INDEX review_case_decided ON review_case (decided_at, sequence) WHERE decided_at IS NOT NULL;

CREATE TABLE case_note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    sequence INTEGER NOT NULL REFERENCES review_case (sequence),
    at       INTEGER NOT NULL,
    author   TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;

CREATE INDEX case_note_case ON case_note (sequence, id);
