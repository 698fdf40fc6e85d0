-- What was received goes again: when it is old, or when the person it is about asks for it. A purchase ID stays used for ever.
ALTER TABLE purchase RENAME TO purchase_before;

CREATE TABLE purchase (
    environment_id TEXT NOT NULL,
    purchase_id    TEXT NOT NULL,
    sequence       INTEGER REFERENCES received (sequence), -- none once the event is gone
    PRIMARY KEY (environment_id, purchase_id)
) STRICT, WITHOUT ROWID;

INSERT INTO purchase (environment_id, purchase_id, sequence) SELECT environment_id, purchase_id, sequence FROM purchase_before;
DROP TABLE purchase_before;

-- All that belongs to an event is found when it goes, and events of one kind by their age.
CREATE INDEX purchase_event ON purchase (sequence);
CREATE INDEX received_link_event ON received_link (sequence);
CREATE INDEX object_event ON object (sequence);
CREATE INDEX shadow_difference_event ON shadow_difference (sequence);
CREATE INDEX received_age ON received (event, received_at);

-- Before this moment the record of what was done may be shortened: it is moved by retention alone, which notes it.
CREATE TABLE activity_horizon (
    at INTEGER NOT NULL                 -- UTC, milliseconds since 1970
) STRICT;

INSERT INTO activity_horizon (at) VALUES (0);

DROP TRIGGER activity_is_kept;
CREATE TRIGGER activity_is_kept BEFORE DELETE ON activity WHEN OLD.at >= (SELECT at FROM activity_horizon) BEGIN SELECT RAISE (ABORT, 'What was done is kept.'); END;

-- Who, what and when stay as they are. What was there before and after may be emptied where it names somebody who was erased.
DROP TRIGGER activity_stays;
CREATE TRIGGER activity_stays BEFORE UPDATE ON activity WHEN NOT (
    NEW.sequence = OLD.sequence AND NEW.at = OLD.at AND NEW.who = OLD.who AND NEW.address IS OLD.address AND NEW.action = OLD.action AND NEW.subject = OLD.subject
    AND (NEW.was IS OLD.was OR NEW.was = '"erased"') AND (NEW.became IS OLD.became OR NEW.became = '"erased"'))
BEGIN SELECT RAISE (ABORT, 'What was done is never changed.'); END;

-- Who asked to be erased. The value is there only until it is done.
CREATE TABLE data_subject_request (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL CHECK (kind IN ('user', 'email', 'event')),
    value        TEXT,
    blocked_too  INTEGER NOT NULL,      -- 1 to take blocked entries off the support lists as well
    asked_at     INTEGER NOT NULL,      -- UTC, milliseconds since 1970
    asked_by     TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'cleaning', 'complete')),
    completed_at INTEGER,
    result       TEXT                   -- JSON: how much of what
) STRICT;
