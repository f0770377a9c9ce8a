-- Which keys this database belongs to: a fingerprint of the master key, which reveals nothing of it. Other keys are refused,
-- and none are made beside a database that has some.

CREATE TABLE installation (
    org BIGINT NOT NULL PRIMARY KEY,
    keys_fingerprint TEXT NOT NULL
) WITHOUT ROWID;
