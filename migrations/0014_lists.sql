-- A list of people who left becomes letters a few at a time. What was read of it waits sealed, some people a row, and each
-- row goes with the letters it became; the list itself only counts.
CREATE TABLE discharge_list (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    people BIGINT NOT NULL,
    done BIGINT NOT NULL,
    prepared BIGINT NOT NULL,
    invited BIGINT NOT NULL,
    objected BIGINT NOT NULL,
    late BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX discharge_list_campaign ON discharge_list (org, campaign);

CREATE TABLE discharge_part (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    list BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX discharge_part_list ON discharge_part (org, list);

-- Who was invited for which discharge, as a keyed hash that leads to no invitation and to no answer: the same list sent
-- again invites nobody again. Gone with its wave.
CREATE TABLE asked_once (
    org BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    campaign BIGINT NOT NULL,
    wave TEXT NOT NULL,
    PRIMARY KEY (org, hash)
) WITHOUT ROWID;

CREATE INDEX asked_once_wave ON asked_once (org, campaign, wave);
