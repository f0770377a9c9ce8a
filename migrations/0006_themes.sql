-- Themes: passages of voices, the codes people put on them, the findings they gather into.

-- A cut of a readable text, in code points: `start_at` included, `end_at` excluded.
CREATE TABLE passage (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    moment TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX passage_cut ON passage (org, voice, start_at, end_at);

-- A theme put on a passage by a person. `side` is 'staff' or 'user'; pages show the role, never the account.
CREATE TABLE code (
    org BIGINT NOT NULL,
    passage BIGINT NOT NULL,
    theme TEXT NOT NULL,
    account BIGINT NOT NULL,
    valence TEXT NOT NULL,
    role TEXT NOT NULL,
    side TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (org, passage, theme, account)
) WITHOUT ROWID;

CREATE INDEX code_theme ON code (org, theme);

CREATE TABLE finding (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    said TEXT NOT NULL,
    place BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    day TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX finding_place ON finding (org, place);

CREATE TABLE finding_passage (
    org BIGINT NOT NULL,
    finding BIGINT NOT NULL,
    passage BIGINT NOT NULL,
    PRIMARY KEY (org, finding, passage)
) WITHOUT ROWID;

CREATE INDEX finding_passage_passage ON finding_passage (org, passage);

-- Who read the finding together: the record of the joint analysis.
CREATE TABLE finding_reader (
    org BIGINT NOT NULL,
    finding BIGINT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    side TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (org, finding, account)
) WITHOUT ROWID;
