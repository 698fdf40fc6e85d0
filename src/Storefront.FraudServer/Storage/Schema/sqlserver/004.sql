-- As SQLite has after 014.
ALTER TABLE device_session ADD device_id NVARCHAR(100) COLLATE Latin1_General_100_BIN2;
CREATE INDEX device_session_device ON device_session (device_id, at);
