-- As SQLite has after 015.
CREATE TABLE rule_branch (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    edition BIGINT NOT NULL,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, name)
);
