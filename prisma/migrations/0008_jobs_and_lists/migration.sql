-- What keeps something in step was asked for while it ran: it runs once more when it has ended.
ALTER TABLE job ADD COLUMN is_asked_again boolean NOT NULL DEFAULT false;
