-- As SQLite has after 015.
CREATE TABLE rule_branch (
    environment_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    edition BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (environment_id, name)
);
