-- Who may do what: accounts (of the installation, organisation 0), roles held on places, sessions, second factors.

CREATE TABLE account (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX account_email ON account (org, email);

-- A role on a place and everything under it, between two days. Ended, never deleted.
CREATE TABLE role_grant (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    place BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    given_by BIGINT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX role_grant_account ON role_grant (account);

-- `token` is the SHA-256 of what the browser keeps. `stage` is 'code' or 'enrol' until the second factor is shown.
CREATE TABLE session (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    token BYTEA NOT NULL,
    account BIGINT NOT NULL,
    grant_id BIGINT,
    stage TEXT NOT NULL,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX session_token ON session (org, token);
CREATE INDEX session_account ON session (org, account);

-- `sealed` is the secret in force, `proposed` one that waits for its first code. `last_step` is the last code used.
CREATE TABLE second_factor (
    org BIGINT NOT NULL,
    account BIGINT NOT NULL,
    sealed BYTEA,
    proposed BYTEA,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (org, account)
) WITHOUT ROWID;

CREATE TABLE recovery_code (
    org BIGINT NOT NULL,
    account BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (org, account, hash)
) WITHOUT ROWID;

-- A one-time link by which a person chooses a password. `hash` is the SHA-256 of the address's last part.
CREATE TABLE account_link (
    org BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    account BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (org, hash)
) WITHOUT ROWID;
