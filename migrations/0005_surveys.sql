-- Surveys: instruments, campaigns, the anonymous intake and the answers (DESIGN 3b).

-- An instrument belongs to the installation (organisation 0). It is never changed: another wording is another row.
CREATE TABLE instrument (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    official BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX instrument_hash ON instrument (org, hash);

-- `anonymity` is written with the campaign and no statement changes it. Delays are days, taken from the dated settings
-- of the day of creation.
CREATE TABLE campaign (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    instrument BIGINT NOT NULL,
    title TEXT NOT NULL,
    anonymity TEXT NOT NULL,
    purpose TEXT NOT NULL,
    designers TEXT NOT NULL,
    moment TEXT NOT NULL,
    outcome TEXT NOT NULL,
    channels TEXT NOT NULL,
    speakers TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    open_link BIGINT NOT NULL,
    invitation_days BIGINT NOT NULL,
    reminder_days BIGINT NOT NULL,
    closing_days BIGINT NOT NULL,
    open_days BIGINT NOT NULL,
    draft_days BIGINT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX campaign_id ON campaign (id);
CREATE INDEX campaign_instrument ON campaign (org, instrument);

CREATE TABLE campaign_place (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (org, campaign, place)
) WITHOUT ROWID;

CREATE TABLE wave_state (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    wave TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (org, campaign, wave)
) WITHOUT ROWID;

-- Answers that wait for their batch. `id` is random, `sealed` is padded and opens only with the batch key, which lives
-- outside the database and its back-ups and is destroyed when the batch has moved.
CREATE TABLE intake (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    wave TEXT NOT NULL,
    place BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX intake_batch ON intake (org, campaign, wave, place);

-- Invitations that were used, as keyed hashes; gone when their wave is frozen, since its invitations have then expired.
CREATE TABLE spent (
    org BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    campaign BIGINT NOT NULL,
    wave TEXT NOT NULL,
    PRIMARY KEY (org, hash)
) WITHOUT ROWID;

CREATE INDEX spent_wave ON spent (org, campaign, wave);

-- Letters to send. One row a person: the invitation, then its one reminder. `address` is a keyed hash.
CREATE TABLE outbox (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    address BYTEA NOT NULL,
    letter TEXT NOT NULL,
    due_day TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX outbox_due ON outbox (org, due_day);
CREATE INDEX outbox_address ON outbox (org, address);

-- Who never wants to be written to again, as a keyed hash of the address.
CREATE TABLE objection (
    org BIGINT NOT NULL,
    address BYTEA NOT NULL,
    PRIMARY KEY (org, address)
) WITHOUT ROWID;

-- Questionnaires being filled in, sealed under a key that only the address of the page holds.
CREATE TABLE draft (
    org BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    expires_day TEXT NOT NULL,
    PRIMARY KEY (org, hash)
) WITHOUT ROWID;

CREATE INDEX draft_expires ON draft (expires_day);

-- A counted answer: no time, no free text, and an id that nothing else knows. `place` is where it counts.
CREATE TABLE answer (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    wave TEXT NOT NULL,
    place BIGINT NOT NULL,
    channel TEXT NOT NULL,
    speaker TEXT NOT NULL,
    given TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX answer_place ON answer (org, campaign, wave, place);

-- Pre-added counters, so that a page costs the same whatever the number of answers.
CREATE TABLE answer_count (
    org BIGINT NOT NULL,
    instrument BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    item TEXT NOT NULL,
    code TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org, instrument, campaign, item, place, wave, code)
) WITHOUT ROWID;

CREATE TABLE answer_total (
    org BIGINT NOT NULL,
    instrument BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    channel TEXT NOT NULL,
    n BIGINT NOT NULL,
    scored BIGINT NOT NULL,
    total DOUBLE PRECISION NOT NULL,
    squares DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (org, instrument, campaign, place, wave, channel)
) WITHOUT ROWID;

CREATE TABLE invited_count (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org, campaign, place, wave)
) WITHOUT ROWID;

-- Entries on behalf, by day; written to the audit chain once the day is over, then gone.
CREATE TABLE behalf_count (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    day TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org, campaign, day)
) WITHOUT ROWID;
