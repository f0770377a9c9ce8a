-- The national results of e-Satis, as HAS and ATIH publish them. Nothing here comes from Vécu's own answers, and nothing of
-- it is ever added to them.

-- One row a survey and year: where the file came from and what became of its rows.
CREATE TABLE national_file (
    org BIGINT NOT NULL,
    survey TEXT NOT NULL,
    year BIGINT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    file_day TEXT,
    hash TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    scored BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    imported_day TEXT NOT NULL,
    imported_by BIGINT,
    PRIMARY KEY (org, survey, year)
) WITHOUT ROWID;

-- One row a geographic site (FINESS géographique). Replaced as a whole with its file.
CREATE TABLE national_result (
    org BIGINT NOT NULL,
    survey TEXT NOT NULL,
    year BIGINT NOT NULL,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    legal TEXT,
    legal_name TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    participation TEXT,
    deposit BIGINT,
    state TEXT NOT NULL,
    score DOUBLE PRECISION,
    answers BIGINT,
    shown BIGINT,
    evolution TEXT,
    dimensions TEXT NOT NULL,
    recommend DOUBLE PRECISION,
    recommend_answers BIGINT,
    region_mean DOUBLE PRECISION,
    kind_mean DOUBLE PRECISION,
    PRIMARY KEY (org, survey, year, site)
) WITHOUT ROWID;

CREATE INDEX national_result_site ON national_result (org, site, survey, year);

-- The cut-offs of the classes that an organisation gives for a survey and year, with where they were read.
CREATE TABLE national_cut (
    org BIGINT NOT NULL,
    survey TEXT NOT NULL,
    year BIGINT NOT NULL,
    a DOUBLE PRECISION NOT NULL,
    b DOUBLE PRECISION NOT NULL,
    c DOUBLE PRECISION NOT NULL,
    source TEXT NOT NULL,
    verified BIGINT NOT NULL,
    day TEXT NOT NULL,
    account BIGINT,
    PRIMARY KEY (org, survey, year)
) WITHOUT ROWID;
