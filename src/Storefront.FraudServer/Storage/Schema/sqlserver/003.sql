-- As SQLite has after 013.
CREATE TABLE report_count (
    day BIGINT NOT NULL,
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    event NVARCHAR(130) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [rule] NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    clause NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    decision NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    later NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    currency NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    events BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, event, day, [rule], clause, decision, later, currency)
);
CREATE INDEX report_count_age ON report_count (day);

CREATE TABLE report_later (
    sequence BIGINT NOT NULL PRIMARY KEY REFERENCES received (sequence),
    later NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE report_position (
    sequence BIGINT NOT NULL
);
INSERT INTO report_position (sequence) VALUES (0);

CREATE TABLE event_note (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL REFERENCES received (sequence),
    at BIGINT NOT NULL,
    author NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX event_note_event ON event_note (sequence, id);
