-- Returns: "you said, we did", walked back to the action, its finding and the voices behind it.

-- `checked_by` is who read the public text before it went out; pages show no name. English is empty when nobody wrote it.
CREATE TABLE public_return (
    org BIGINT NOT NULL,
    id BIGINT NOT NULL,
    action BIGINT NOT NULL,
    place BIGINT NOT NULL,
    said_fr TEXT NOT NULL,
    done_fr TEXT NOT NULL,
    more_fr TEXT NOT NULL,
    said_en TEXT NOT NULL,
    done_en TEXT NOT NULL,
    more_en TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    checked_by BIGINT,
    closed BIGINT NOT NULL,
    left_open BIGINT NOT NULL,
    PRIMARY KEY (org, id)
) WITHOUT ROWID;

CREATE INDEX public_return_place ON public_return (org, place, day);
CREATE INDEX public_return_action ON public_return (org, action);

-- What it is about, in the codes of the code book, so that people can look for what concerns them.
CREATE TABLE return_theme (
    org BIGINT NOT NULL,
    given BIGINT NOT NULL,
    theme TEXT NOT NULL,
    PRIMARY KEY (org, given, theme)
) WITHOUT ROWID;
