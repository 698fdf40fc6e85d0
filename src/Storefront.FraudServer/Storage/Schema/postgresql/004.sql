-- As SQLite has after 014.
ALTER TABLE device_session ADD COLUMN device_id TEXT COLLATE "C";
CREATE INDEX device_session_device ON device_session (device_id, at);
