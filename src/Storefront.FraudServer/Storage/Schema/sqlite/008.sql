-- Whether events stand in the order of their times. They do not any more once history was imported after later events had come in.
CREATE TABLE received_order (
    is_by_time INTEGER NOT NULL
) STRICT;

INSERT INTO received_order (is_by_time) VALUES (1);
