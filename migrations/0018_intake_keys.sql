-- What the mover asks (how many wait where, and under which keys) is answered by the index alone, without reading through
-- the sealed answers themselves.

DROP INDEX intake_batch;
CREATE INDEX intake_batch ON intake (org, campaign, wave, place, batch_key);
