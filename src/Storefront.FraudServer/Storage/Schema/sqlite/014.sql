ALTER TABLE device_session ADD COLUMN device_id TEXT; -- the random ID of the browser, by which its earlier sessions are found

CREATE INDEX device_session_device ON device_session (device_id, at);
