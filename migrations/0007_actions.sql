-- Actions: what is done about a finding, judged on an indicator chosen before the start.

CREATE TABLE action (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    plan TEXT NOT NULL,
    finding BIGINT,
    place BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    due_day TEXT NOT NULL,
    state TEXT NOT NULL,
    created_day TEXT NOT NULL,
    indicator TEXT,
    target TEXT,
    indicator_day TEXT,
    started_day TEXT,
    done_day TEXT,
    evaluated_day TEXT,
    evaluation TEXT,
    reached TEXT,
    abandoned_day TEXT,
    reason TEXT,
    answer TEXT,
    answer_day TEXT,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX action_place ON action (org, place);
CREATE INDEX action_finding ON action (org, finding);

-- The journal, in order inside an action. `state` is the state after the step; nobody's name is shown, only the role.
CREATE TABLE action_step (
    org BIGINT NOT NULL,
    action BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    account BIGINT NOT NULL,
    role TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (org, action, seq)
) WITHOUT ROWID;
