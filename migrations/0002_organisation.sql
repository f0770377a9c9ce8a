-- Places: the organisation's tree.

CREATE TABLE place (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    parent BIGINT,
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    finess TEXT,
    closed BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE TABLE place_above (
    org BIGINT NOT NULL,
    place BIGINT NOT NULL,
    ancestor BIGINT NOT NULL,
    distance BIGINT NOT NULL,
    PRIMARY KEY (org, ancestor, place)
) WITHOUT ROWID;

CREATE INDEX place_above_place ON place_above (org, place);
