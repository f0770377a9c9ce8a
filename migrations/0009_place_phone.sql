-- A place may have a telephone number, which its front door and its poster show.

ALTER TABLE place ADD COLUMN phone TEXT;
