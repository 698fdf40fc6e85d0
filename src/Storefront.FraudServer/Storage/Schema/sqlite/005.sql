-- Published rules: every version ever in force, never changed. The last one of an environment decides there; an environment without any
-- is decided by the environment above it, and in the end by the rules of '', which hold everywhere.
CREATE TABLE rule_version (
    environment_id TEXT NOT NULL,
    number         INTEGER NOT NULL, -- from 1, for each environment
    text           TEXT NOT NULL,
    note           TEXT NOT NULL,
    published_at   INTEGER NOT NULL, -- UTC, milliseconds since 1970
    published_by   TEXT NOT NULL,
    restored       INTEGER,          -- the number of the version it brought back
    series         TEXT NOT NULL,    -- JSON: the series its velocities go on counting in, where that is not simply their name
    PRIMARY KEY (environment_id, number)
) STRICT;

CREATE TRIGGER rule_version_stays BEFORE UPDATE ON rule_version BEGIN SELECT RAISE (ABORT, 'A published version never changes.'); END;
CREATE TRIGGER rule_version_is_kept BEFORE DELETE ON rule_version BEGIN SELECT RAISE (ABORT, 'A published version is kept.'); END;

-- What is being written and decides nothing. It may be wrong.
CREATE TABLE rule_draft (
    environment_id TEXT PRIMARY KEY,
    text           TEXT NOT NULL,
    edition        INTEGER NOT NULL, -- grows with every save: who saves over somebody else's words is told
    based_on       INTEGER NOT NULL, -- the version in force when it was begun; 0 for none
    saved_at       INTEGER NOT NULL,
    saved_by       TEXT NOT NULL
) STRICT;

-- How often clauses decided, by hour: a page that shows a week reads a few rows.
CREATE TABLE rule_hit (
    environment_id TEXT NOT NULL,
    hour           INTEGER NOT NULL, -- UTC, hours since 1970
    rule           TEXT NOT NULL,
    clause         TEXT NOT NULL,
    decision       TEXT NOT NULL,
    hits           INTEGER NOT NULL,
    PRIMARY KEY (hour, environment_id, rule, clause, decision)
) STRICT;

-- What became of the entries of the support lists through the portal. The lists themselves are files.
CREATE TABLE support_history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    list       TEXT NOT NULL,
    value_key  TEXT NOT NULL,        -- upper case: lists compare without it
    value      TEXT NOT NULL,
    changed_at INTEGER NOT NULL,     -- UTC, milliseconds since 1970
    changed_by TEXT NOT NULL,
    status     TEXT,                 -- none when the entry was taken off
    reason     TEXT NOT NULL,
    expires    TEXT,
    comments   TEXT NOT NULL
) STRICT;

CREATE INDEX support_history_value ON support_history (list, value_key, id);

-- What events are searched by.
CREATE INDEX received_time ON received (received_at);
CREATE INDEX received_event ON received (event, sequence);
CREATE INDEX received_decision ON received (decision, sequence) WHERE decision IS NOT NULL;
CREATE INDEX received_rule ON received (rule, sequence) WHERE rule IS NOT NULL;
