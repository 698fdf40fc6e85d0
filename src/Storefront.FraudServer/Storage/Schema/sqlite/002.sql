-- One velocity for one key. What it counted stands in sums per second, minute, hour and day, each kept as long as a window may ask
-- for it: a window is read by a handful of rows, however much has been counted.
CREATE TABLE velocity_series (
    id             INTEGER PRIMARY KEY,
    environment_id TEXT NOT NULL,
    velocity       TEXT NOT NULL,
    key            TEXT NOT NULL,
    UNIQUE (environment_id, velocity, key)
) STRICT;

CREATE TABLE velocity_bucket (
    series INTEGER NOT NULL REFERENCES velocity_series (id),
    unit   INTEGER NOT NULL,        -- 0 second, 1 minute, 2 hour, 3 day
    number INTEGER NOT NULL,        -- of the unit, counted from the year 1
    amount TEXT NOT NULL,           -- exact: sums are decimals
    PRIMARY KEY (series, unit, number)
) STRICT, WITHOUT ROWID;

-- When a distinct value was last seen: it counts in the units of that moment alone.
CREATE TABLE velocity_value (
    series  INTEGER NOT NULL REFERENCES velocity_series (id),
    value   TEXT NOT NULL,
    seen_at INTEGER NOT NULL,       -- ticks
    PRIMARY KEY (series, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX velocity_value_age ON velocity_value (series, seen_at);
