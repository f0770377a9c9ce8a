-- Answers wait in a pool: which key seals each of them (the key is a file outside the database, under this random name).
ALTER TABLE intake ADD COLUMN batch_key BIGINT NOT NULL DEFAULT 0;

-- A comment is released together with the answers of its own campaign: ten answers of another survey protect nobody.
ALTER TABLE voice ADD COLUMN campaign BIGINT;

CREATE TABLE comment_group (
    org BIGINT NOT NULL,
    campaign BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    answers BIGINT NOT NULL,
    PRIMARY KEY (org, campaign, place, wave)
) WITHOUT ROWID;

DROP TABLE comment_release;
