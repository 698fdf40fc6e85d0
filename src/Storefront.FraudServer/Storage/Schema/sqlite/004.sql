-- Who may sign in to the portal.
CREATE TABLE portal_user (
    id            INTEGER PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE, -- lower case
    role          TEXT NOT NULL CHECK (role IN ('admin', 'analyst', 'reviewer', 'viewer')),
    password_hash TEXT NOT NULL,
    temporary     INTEGER NOT NULL,     -- 1 while the password is one that somebody else chose
    stamp         TEXT NOT NULL,        -- new with every change of role, password and standing: what was signed in before is out
    failures      INTEGER NOT NULL DEFAULT 0,
    locked_until  INTEGER NOT NULL DEFAULT 0, -- UTC, milliseconds since 1970
    disabled      INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    signed_in_at  INTEGER
) STRICT;

-- Who changed what. Rows are added, never changed and never taken away.
CREATE TABLE activity (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,          -- UTC, milliseconds since 1970
    who      TEXT NOT NULL,
    address  TEXT,                      -- on the network
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    was      TEXT,                      -- JSON
    became   TEXT                       -- JSON
) STRICT;

CREATE INDEX activity_who ON activity (who, sequence);
CREATE INDEX activity_action ON activity (action, sequence);
CREATE INDEX activity_subject ON activity (subject, sequence);
CREATE INDEX activity_time ON activity (at, sequence);

CREATE TRIGGER activity_stays BEFORE UPDATE ON activity BEGIN SELECT RAISE (ABORT, 'What was done is never changed.'); END;
CREATE TRIGGER activity_is_kept BEFORE DELETE ON activity BEGIN SELECT RAISE (ABORT, 'What was done is kept.'); END;

-- What the merchant's programs prove themselves with.
CREATE TABLE credential (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    tenant       TEXT NOT NULL,         -- lower case
    client_id    TEXT NOT NULL,         -- as the merchant writes it
    resource     TEXT NOT NULL,
    environments TEXT NOT NULL,         -- JSON: IDs, the first is meant when a call names none
    roles        TEXT NOT NULL,         -- JSON
    stamp        TEXT NOT NULL,         -- stands in the tokens; a new one refuses all made before
    revoked      INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX credential_client ON credential (tenant, lower(client_id));

CREATE TABLE credential_key (
    id            INTEGER PRIMARY KEY,
    credential_id INTEGER NOT NULL REFERENCES credential (id),
    kind          TEXT NOT NULL CHECK (kind IN ('secret', 'certificate')),
    value         TEXT NOT NULL,        -- the secret's hash; the certificate, which is public
    note          TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    ends_at       INTEGER               -- none: until it is taken away
) STRICT;

CREATE INDEX credential_key_owner ON credential_key (credential_id);

-- Places with data, IDs and rules of their own.
CREATE TABLE environment (
    id         TEXT PRIMARY KEY,        -- as the merchant has it
    api_id     TEXT,
    name       TEXT NOT NULL,
    parent_id  TEXT,                    -- the ID of one of these or of one in the settings
    created_at INTEGER NOT NULL
) STRICT;
