-- The audit log is kept for a time: from after which entry on, and the hash that the first one kept follows.

ALTER TABLE audit_head ADD COLUMN kept_after BIGINT NOT NULL DEFAULT 0;
ALTER TABLE audit_head ADD COLUMN kept_hash BYTEA;
