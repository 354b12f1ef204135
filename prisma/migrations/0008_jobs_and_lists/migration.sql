-- What keeps something in step was asked for while it ran: it runs once more when it has ended.
ALTER TABLE job ADD COLUMN is_asked_again boolean NOT NULL DEFAULT false;

-- Lists show the newest first and what has no date last: the index has to say so, or each page sorts the whole feed.
DROP INDEX episode_feed_published_idx, episode_published_idx, episode_state_updated_idx;
CREATE INDEX episode_feed_published_idx ON episode (feed_id, published_at DESC NULLS LAST, id DESC);
CREATE INDEX episode_published_idx ON episode (published_at DESC NULLS LAST, id DESC);
CREATE INDEX episode_state_updated_idx ON episode (state, updated_at, id);
