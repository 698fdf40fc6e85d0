-- Named copies of the rules that judge test traffic.
CREATE TABLE rule_branch (
    environment_id TEXT NOT NULL,    -- empty: for every environment
    name           TEXT NOT NULL,
    edition        INTEGER NOT NULL, -- from 1; another text is another edition
    text           TEXT NOT NULL,
    saved_at       INTEGER NOT NULL, -- UTC, milliseconds since 1970
    saved_by       TEXT NOT NULL,
    PRIMARY KEY (environment_id, name)
) STRICT;
