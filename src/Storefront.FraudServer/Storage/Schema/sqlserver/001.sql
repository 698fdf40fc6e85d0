-- The same tables as the others have. Texts are compared code by code; what is found by is as long as an index can hold. GO ends a batch.
CREATE TABLE schema_version (
    version BIGINT NOT NULL
);

INSERT INTO schema_version (version) VALUES (0);

-- Files that every instance needs: the keys that sign tokens, and those that guard the portal's cookies. SQLite has them in the data folder.
CREATE TABLE shared_file (
    folder  NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name    NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    content NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (folder, name)
);

CREATE TABLE received (
    sequence BIGINT IDENTITY NOT NULL PRIMARY KEY,
    received_at BIGINT NOT NULL,
    event NVARCHAR(130) COLLATE Latin1_General_100_BIN2 NOT NULL,
    path NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    correlation_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    environment_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    client_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status BIGINT NOT NULL,
    request VARBINARY(MAX) NOT NULL,
    response VARBINARY(MAX) NOT NULL,
    decision NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NULL,
    [rule] NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    clause NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    detail NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE INDEX received_time ON received (received_at);
CREATE INDEX received_event ON received (event, sequence);
CREATE INDEX received_decision ON received (decision, sequence) WHERE decision IS NOT NULL;
CREATE INDEX received_rule ON received ([rule], sequence) WHERE [rule] IS NOT NULL;
CREATE INDEX received_age ON received (event, received_at);

CREATE TABLE received_link (
    id NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sequence BIGINT NOT NULL REFERENCES received (sequence),
    PRIMARY KEY NONCLUSTERED (id, sequence)
);
CREATE INDEX received_link_event ON received_link (sequence);

CREATE TABLE object (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    id NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    at BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    outcome NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    state NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, kind, id)
);
CREATE INDEX object_subject ON object (environment_id, kind, subject, at, sequence);
CREATE INDEX object_event ON object (sequence);

CREATE TABLE used_assertion (
    id NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY NONCLUSTERED,
    expires_at BIGINT NOT NULL
);
CREATE INDEX used_assertion_expiry ON used_assertion (expires_at);

CREATE TABLE velocity_series (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    velocity NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [key] NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (environment_id, velocity, [key])
);

CREATE TABLE velocity_bucket (
    series BIGINT NOT NULL REFERENCES velocity_series (id),
    unit BIGINT NOT NULL,
    number BIGINT NOT NULL,
    amount NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (series, unit, number)
);

CREATE TABLE velocity_value (
    series BIGINT NOT NULL REFERENCES velocity_series (id),
    value NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (series, value)
);
CREATE INDEX velocity_value_age ON velocity_value (series, seen_at);

CREATE TABLE device_session (
    session_id NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY NONCLUSTERED,
    at BIGINT NOT NULL,
    attributes NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX device_session_age ON device_session (at);

CREATE TABLE portal_user (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    email NVARCHAR(320) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    role NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (role IN ('admin', 'analyst', 'reviewer', 'viewer')),
    password_hash NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    temporary BIGINT NOT NULL,
    stamp NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0,
    disabled BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT NULL
);

CREATE TABLE activity (
    sequence BIGINT IDENTITY NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who NVARCHAR(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    address NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    action NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    was NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    became NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE INDEX activity_who ON activity (who, sequence);
CREATE INDEX activity_action ON activity (action, sequence);
CREATE INDEX activity_subject ON activity (subject, sequence);
CREATE INDEX activity_time ON activity (at, sequence);

CREATE TABLE credential (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    name NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    tenant NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    client_id NVARCHAR(200) COLLATE Latin1_General_100_CI_AS NOT NULL,
    resource NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    environments NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    roles NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stamp NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    revoked BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX credential_client ON credential (tenant, client_id);

CREATE TABLE credential_key (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    credential_id BIGINT NOT NULL REFERENCES credential (id),
    kind NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (kind IN ('secret', 'certificate')),
    value NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    note NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NULL
);
CREATE INDEX credential_key_owner ON credential_key (credential_id);

CREATE TABLE environment (
    id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY NONCLUSTERED,
    api_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    name NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    parent_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE rule_version (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    note NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    published_at BIGINT NOT NULL,
    published_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    restored BIGINT NULL,
    series NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, number)
);

CREATE TABLE rule_draft (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY NONCLUSTERED,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    edition BIGINT NOT NULL,
    based_on BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE rule_hit (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hour BIGINT NOT NULL,
    [rule] NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    clause NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    decision NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hits BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (hour, environment_id, [rule], clause, decision)
);

CREATE TABLE support_history (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    list NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value_key NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    reason NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expires NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    comments NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX support_history_value ON support_history (list, value_key, id);

CREATE TABLE rule_shadow (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_at BIGINT NOT NULL,
    started_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ended_at BIGINT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, number)
);

CREATE TABLE shadow_verdict (
    sequence BIGINT NOT NULL PRIMARY KEY REFERENCES received (sequence),
    environment_id NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    decision NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [rule] NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    clause NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE shadow_count (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    decided NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    shadow NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY NONCLUSTERED (environment_id, number, decided, shadow)
);

CREATE TABLE shadow_difference (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    sequence BIGINT NOT NULL REFERENCES received (sequence),
    PRIMARY KEY NONCLUSTERED (environment_id, number, sequence)
);
CREATE INDEX shadow_difference_event ON shadow_difference (sequence);

CREATE TABLE purchase (
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    purchase_id NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sequence BIGINT NULL REFERENCES received (sequence),
    PRIMARY KEY NONCLUSTERED (environment_id, purchase_id)
);
CREATE INDEX purchase_event ON purchase (sequence);

CREATE TABLE activity_horizon (
    at BIGINT NOT NULL
);
INSERT INTO activity_horizon (at) VALUES (0);

CREATE TABLE data_subject_request (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (kind IN ('user', 'email', 'event')),
    value NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    blocked_too BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('pending', 'cleaning', 'complete')),
    completed_at BIGINT NULL,
    result NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE TABLE received_order (
    is_by_time BIGINT NOT NULL
);
INSERT INTO received_order (is_by_time) VALUES (1);

CREATE TABLE trace_position (
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY NONCLUSTERED,
    sequence BIGINT NOT NULL
);

CREATE TABLE review_case (
    sequence BIGINT NOT NULL PRIMARY KEY REFERENCES received (sequence),
    environment_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    event NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject_id NVARCHAR(364) COLLATE Latin1_General_100_BIN2 NOT NULL,
    queue NVARCHAR(130) COLLATE Latin1_General_100_BIN2 NOT NULL,
    score BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    opened_at BIGINT NOT NULL,
    visible_at BIGINT NOT NULL,
    due_at BIGINT NULL,
    lease_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    lease_until BIGINT NOT NULL DEFAULT 0,
    decision NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    reason NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    decided_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    decided_at BIGINT NULL,
    means NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NULL CHECK (means IN ('review', 'bulk', 'shop', 'time-out'))
);
CREATE INDEX review_case_oldest ON review_case (queue, visible_at, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_score ON review_case (queue, score DESC, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_amount ON review_case (queue, amount DESC, sequence) WHERE decided_at IS NULL;
CREATE INDEX review_case_due ON review_case (due_at) WHERE decided_at IS NULL;
CREATE INDEX review_case_subject ON review_case (environment_id, subject_id) WHERE decided_at IS NULL;
CREATE INDEX review_case_decided ON review_case (decided_at, sequence) WHERE decided_at IS NOT NULL;

CREATE TABLE case_note (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL REFERENCES review_case (sequence),
    at BIGINT NOT NULL,
    author NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    text NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX case_note_case ON case_note (sequence, id);

CREATE TABLE webhook_delivery (
    id BIGINT IDENTITY NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL REFERENCES review_case (sequence),
    body NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at BIGINT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    ended_at BIGINT NULL,
    problem NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_state ON webhook_delivery (state, id);
CREATE INDEX webhook_delivery_case ON webhook_delivery (sequence);
GO
CREATE TRIGGER rule_version_stays ON rule_version INSTEAD OF UPDATE, DELETE AS
    THROW 50001, 'A published version is kept as it is.', 1;
GO
CREATE TRIGGER activity_is_kept ON activity AFTER DELETE AS
    IF EXISTS (SELECT 1 FROM deleted WHERE at >= (SELECT MAX(at) FROM activity_horizon))
        THROW 50001, 'What was done is kept.', 1;
GO
CREATE TRIGGER activity_stays ON activity AFTER UPDATE AS
    IF EXISTS (
        SELECT 1 FROM inserted AS n FULL JOIN deleted AS o ON n.sequence = o.sequence
        WHERE n.sequence IS NULL OR o.sequence IS NULL OR n.at <> o.at OR n.who <> o.who OR n.action <> o.action OR n.subject <> o.subject
            OR NOT EXISTS (SELECT n.address INTERSECT SELECT o.address)
            OR (NOT EXISTS (SELECT n.was INTERSECT SELECT o.was) AND NOT EXISTS (SELECT n.was INTERSECT SELECT '"erased"'))
            OR (NOT EXISTS (SELECT n.became INTERSECT SELECT o.became) AND NOT EXISTS (SELECT n.became INTERSECT SELECT '"erased"')))
        THROW 50001, 'What was done is never changed.', 1;
