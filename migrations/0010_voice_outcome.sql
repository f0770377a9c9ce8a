-- The public return that closed a voice: its author finds it with the receipt.

ALTER TABLE voice ADD COLUMN outcome BIGINT;
