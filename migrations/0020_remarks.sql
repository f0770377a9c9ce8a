-- What those who read a draft of a questionnaire say of it: of the whole, or of one question. Gone with the draft.

CREATE TABLE instrument_remark (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    draft BIGINT NOT NULL,
    link TEXT NOT NULL,
    subject TEXT NOT NULL,
    remark TEXT NOT NULL,
    day TEXT NOT NULL,
    account BIGINT NOT NULL,
    hat TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_day TEXT,
    answered_by BIGINT,
    settled_day TEXT,
    settled_by BIGINT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX instrument_remark_draft ON instrument_remark (org, draft);
