-- Instruments written by an organisation: what is being written, what was published, items of its library, plans to go from
-- one version to the next. The documents people answer stand in `instrument` (organisation 0), by their content's hash.

CREATE TABLE instrument_draft (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    replaces BIGINT,
    origin TEXT NOT NULL,
    of_official BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    questions BIGINT NOT NULL,
    created_day TEXT NOT NULL,
    changed_day TEXT NOT NULL,
    changed_by BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

-- The document after each change, the last ones only: what two editors changed at once is told apart, and any step can be
-- taken back. Gone with the draft.
CREATE TABLE instrument_revision (
    org BIGINT NOT NULL,
    draft BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    document TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (org, draft, revision)
) WITHOUT ROWID;

-- Never changed once written.
CREATE TABLE instrument_version (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    instrument BIGINT NOT NULL,
    url TEXT NOT NULL,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    title TEXT NOT NULL,
    questions BIGINT NOT NULL,
    change TEXT NOT NULL,
    published_day TEXT NOT NULL,
    published_by BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX instrument_version_name ON instrument_version (org, url, version);
CREATE UNIQUE INDEX instrument_version_hash ON instrument_version (org, hash);

CREATE TABLE instrument_item (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_day TEXT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE TABLE instrument_passage (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    old_version BIGINT NOT NULL,
    new_version BIGINT NOT NULL,
    steps TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    account BIGINT NOT NULL,
    state TEXT NOT NULL,
    reviewed_day TEXT,
    reviewer BIGINT,
    remark TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX instrument_passage_old ON instrument_passage (org, old_version);
