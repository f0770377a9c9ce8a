-- Which copy of the database this is. The keys folder remembers the one it served last: two databases that destroy each
-- other's keys of waiting answers are told apart.

ALTER TABLE installation ADD COLUMN copy BIGINT;
