-- Cards: the indicators that are kept, who chose them with whom, their targets, numbers that people type in, planned waves.

-- `measure` says how the number is made, as JSON; none until somebody said it. `instrument` is a canonical address, so that a new
-- version of a questionnaire is still read. `of_people`: whether a number without a denominator counts people.
CREATE TABLE indicator_card (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    purpose TEXT NOT NULL,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL,
    nature TEXT NOT NULL,
    moment TEXT NOT NULL,
    place BIGINT NOT NULL,
    source TEXT NOT NULL,
    certainty TEXT NOT NULL,
    mode TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    warning TEXT NOT NULL,
    measure TEXT,
    instrument TEXT,
    of_people BIGINT NOT NULL,
    library TEXT,
    created_day TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    set_aside_day TEXT,
    reason TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

-- A session in which indicators were chosen. `people` is a number for each role, as JSON: nobody is named.
CREATE TABLE indicator_session (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    day TEXT NOT NULL,
    held_at TEXT NOT NULL,
    space TEXT NOT NULL,
    people TEXT NOT NULL,
    matters TEXT NOT NULL,
    written_by BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

-- What was talked about in it, and what became of it.
CREATE TABLE indicator_session_card (
    org BIGINT NOT NULL,
    session BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    card BIGINT,
    subject TEXT NOT NULL,
    fate TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (org, session, seq)
) WITHOUT ROWID;

CREATE INDEX indicator_session_card_card ON indicator_session_card (org, card);

-- Targets, in the order in which they were set; the last one holds. One without a value takes the target away.
CREATE TABLE indicator_target (
    org BIGINT NOT NULL,
    card BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    value DOUBLE PRECISION,
    direction TEXT NOT NULL,
    until_day TEXT,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (org, card, seq)
) WITHOUT ROWID;

-- Numbers that people type in or bring as a file, by place and month.
CREATE TABLE indicator_number (
    org BIGINT NOT NULL,
    card BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    of_how_many BIGINT,
    day TEXT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (org, card, place, wave)
) WITHOUT ROWID;

-- Waves planned ahead: every so many months from the first on, or chosen months, with blanks between; and who is reminded.
CREATE TABLE indicator_plan (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    card BIGINT NOT NULL,
    every_months BIGINT,
    waves TEXT,
    first_wave TEXT NOT NULL,
    last_wave TEXT,
    place BIGINT NOT NULL,
    role TEXT NOT NULL,
    days_before BIGINT NOT NULL,
    created_day TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    ended_day TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX indicator_plan_card ON indicator_plan (org, card);

-- The waves whose reminder has left: one row, one reminder.
CREATE TABLE indicator_plan_wave (
    org BIGINT NOT NULL,
    plan BIGINT NOT NULL,
    wave TEXT NOT NULL,
    reminded_day TEXT NOT NULL,
    PRIMARY KEY (org, plan, wave)
) WITHOUT ROWID;
