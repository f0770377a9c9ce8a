-- The core: the audit chain, jobs and the events that make them, dated settings.

CREATE TABLE audit_entry (
    org BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT,
    hat TEXT,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (org, seq)
) WITHOUT ROWID;

CREATE TABLE audit_head (
    org BIGINT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL
) WITHOUT ROWID;

-- A job of an anonymous voice has timed = 0: it carries no clock time at all and is deleted when done.
CREATE TABLE job (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    timed BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    run_after BIGINT NOT NULL,
    problem TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX job_due ON job (state, run_after);

CREATE TABLE event (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    timed BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

-- Legal clocks, floors, emergency numbers: dated, with their source (hard rule 11).
CREATE TABLE setting (
    org BIGINT NOT NULL,
    name TEXT NOT NULL,
    from_day TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    verified BIGINT NOT NULL,
    PRIMARY KEY (org, name, from_day)
) WITHOUT ROWID;
