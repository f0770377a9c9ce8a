-- A published return can be taken back: the day and the reason, kept inside.

ALTER TABLE public_return ADD COLUMN withdrawn_day TEXT;
ALTER TABLE public_return ADD COLUMN withdrawn_reason TEXT;
