-- Voices: what people give, its sealed original, its receipt, its mailbox, its contact kept apart.

-- `day` is known for a story, `wave` for a comment of a questionnaire; nothing finer exists. `readable` is empty until
-- de-identification is done. Nothing here points to an answer, an invitation or a person.
CREATE TABLE voice (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    place BIGINT NOT NULL,
    day TEXT,
    wave TEXT NOT NULL,
    speaker TEXT NOT NULL,
    moment TEXT,
    channel TEXT NOT NULL,
    lang TEXT NOT NULL,
    may_publish BIGINT NOT NULL,
    wants_reply BIGINT NOT NULL,
    followed BIGINT NOT NULL,
    has_contact BIGINT NOT NULL,
    state TEXT NOT NULL,
    readable TEXT,
    masked BIGINT NOT NULL,
    danger TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX voice_place ON voice (org, place, wave);
CREATE INDEX voice_state ON voice (org, state);

-- The original, sealed under the voice's own key.
CREATE TABLE voice_original (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (org, voice)
) WITHOUT ROWID;

-- The voice's key, wrapped for the role key and, where there is a receipt, for the receipt. Destroying this row erases
-- the original, its messages and every copy of them in back-ups.
CREATE TABLE voice_key (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    for_role BYTEA NOT NULL,
    for_receipt BYTEA,
    PRIMARY KEY (org, voice)
) WITHOUT ROWID;

-- What a receipt leads to. The receipt itself is stored nowhere.
CREATE TABLE receipt (
    org BIGINT NOT NULL,
    lookup BYTEA NOT NULL,
    voice BIGINT NOT NULL,
    PRIMARY KEY (org, lookup)
) WITHOUT ROWID;

-- The mailbox: replies both ways, in order inside a voice, sealed under its key.
CREATE TABLE message (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    author TEXT NOT NULL,
    role TEXT,
    place BIGINT,
    day TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    readable TEXT,
    PRIMARY KEY (org, voice, seq)
) WITHOUT ROWID;

-- Who may be written to, in a separate store under its own key, and only for those who ticked it.
CREATE TABLE contact (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (org, voice)
) WITHOUT ROWID;

-- Moderation before publication: its state, the rule a refusal cites, what the author answers, the public text.
CREATE TABLE publication (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    state TEXT NOT NULL,
    ground TEXT,
    reason TEXT,
    contested TEXT,
    decided_by BIGINT,
    decided_day TEXT,
    public_text TEXT,
    PRIMARY KEY (org, voice)
) WITHOUT ROWID;

-- The voices given to a person to read (patient partner, coder).
CREATE TABLE voice_given (
    org BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    account BIGINT NOT NULL,
    PRIMARY KEY (org, account, voice)
) WITHOUT ROWID;

-- How many comments of a place and wave have come, so that they are shown only once there are enough (hard rule 5).
CREATE TABLE comment_release (
    org BIGINT NOT NULL,
    place BIGINT NOT NULL,
    wave TEXT NOT NULL,
    answers BIGINT NOT NULL,
    PRIMARY KEY (org, place, wave)
) WITHOUT ROWID;
