-- What the fingerprinting script told of a browser, by the session ID that events name. Gone after 28 days.
CREATE TABLE device_session (
    session_id TEXT PRIMARY KEY,
    at         INTEGER NOT NULL, -- UTC, milliseconds since 1970
    attributes TEXT NOT NULL     -- JSON, name to text
) STRICT, WITHOUT ROWID;

CREATE INDEX device_session_age ON device_session (at);
