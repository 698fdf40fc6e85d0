-- How far the files of traced events have come, by what is written to them.
CREATE TABLE trace_position (
    name     TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL  -- of received or activity: the last one that is in a file
) STRICT, WITHOUT ROWID;
