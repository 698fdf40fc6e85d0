-- How much of what happened in each minute, quarter of an hour and hour: what the page Monitors draws, however many events there are.
CREATE TABLE monitor_count (
    scale          INTEGER NOT NULL, -- 0 minutes, 1 quarters of an hour, 2 hours
    slot           INTEGER NOT NULL, -- of the scale, counted from 1970, UTC
    environment_id TEXT NOT NULL,    -- empty: all of them; an event counts for its environment and for those above it
    event          TEXT NOT NULL,
    facet          TEXT NOT NULL,    -- answer, decision, rule, score, bot, country, told
    value          TEXT NOT NULL,
    events         INTEGER NOT NULL,
    PRIMARY KEY (scale, environment_id, event, facet, slot, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX monitor_count_age ON monitor_count (scale, slot);

-- The last event that was counted.
CREATE TABLE monitor_position (
    sequence INTEGER NOT NULL
) STRICT;

INSERT INTO monitor_position (sequence) VALUES (0);
