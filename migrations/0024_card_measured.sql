-- The day on which it was last chosen how the number of a card is made. A count of voices is told from the day after it, and weighed
-- as of then against the counts that were told before (docs/decisions/0014).

ALTER TABLE indicator_card ADD COLUMN measured_day TEXT;
UPDATE indicator_card SET measured_day = created_day WHERE measure IS NOT NULL;
