-- How much of what happened in each minute, quarter of an hour and hour: what the page Monitors draws, however many events there are.
CREATE TABLE monitor_count (
    scale          BIGINT NOT NULL, -- 0 minutes, 1 quarters of an hour, 2 hours
    slot           BIGINT NOT NULL, -- of the scale, counted from 1970, UTC
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,    -- empty: all of them; an event counts for its environment and for those above it
    event          NVARCHAR(130) COLLATE Latin1_General_100_BIN2 NOT NULL,
    facet          NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,    -- answer, decision, rule, score, bot, country, told
    value          NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    events         BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (scale, environment_id, event, facet, slot, value)
);

CREATE INDEX monitor_count_age ON monitor_count (scale, slot);

-- The last event that was counted.
CREATE TABLE monitor_position (
    sequence BIGINT NOT NULL
);

INSERT INTO monitor_position (sequence) VALUES (0);
