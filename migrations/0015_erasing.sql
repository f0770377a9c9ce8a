-- Erasing finds the receipts of a voice without reading all of them.

CREATE INDEX receipt_voice ON receipt (org, voice);
