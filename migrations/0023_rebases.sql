-- From which month on the limits of an indicator's chart are computed anew at a place, and the reason that somebody typed.

CREATE TABLE rebase (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    indicator TEXT NOT NULL,
    wave TEXT NOT NULL,
    reason TEXT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (org, campaign, place, indicator, wave)
) WITHOUT ROWID;
