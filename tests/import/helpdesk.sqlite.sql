PRAGMA foreign_keys = ON;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "agent" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE,
    manager INTEGER REFERENCES agent(id) ON DELETE SET NULL,
    anything
);
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    agent_id INTEGER REFERENCES agent ON UPDATE CASCADE,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'waiting', 'closed')),
    opened_at TEXT NOT NULL DEFAULT (datetime('now')),
    minutes INTEGER GENERATED ALWAYS AS (strftime('%s', opened_at) / 60) VIRTUAL,
    UNIQUE (agent_id, opened_at)
);
CREATE TABLE tag (ticket_id INT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (ticket_id, word), FOREIGN KEY (ticket_id) REFERENCES ticket (id)) WITHOUT ROWID;
CREATE TABLE profile (agent_id INTEGER NOT NULL UNIQUE REFERENCES agent(id), photo BLOB) STRICT;
INSERT INTO agent VALUES (1, 'Secret Person', NULL, 'a;b');
CREATE TRIGGER closes AFTER UPDATE ON ticket BEGIN
    UPDATE agent SET name = CASE WHEN 1 THEN 'x' ELSE 'y' END;
    DELETE FROM tag WHERE ticket_id = old.id;
END;
CREATE UNIQUE INDEX one_name ON agent (name);
CREATE VIEW open_ticket AS SELECT * FROM ticket WHERE state = 'open';
COMMIT;
