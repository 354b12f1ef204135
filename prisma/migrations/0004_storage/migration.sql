-- Stored audio: how large it is and what is in it. Where an episode goes when its download ends without audio.
ALTER TABLE episode
  ADD COLUMN audio_size_bytes bigint,
  ADD COLUMN audio_sha256 text,
  ADD COLUMN audio_stored_at timestamptz(3),
  ADD COLUMN resume_state episode_state;
CREATE INDEX episode_audio_idx ON episode (feed_id) INCLUDE (audio_size_bytes) WHERE audio_key IS NOT NULL;

-- The trash (docs/decisions/0013). The step says where the files of a deleted feed belong; whoever moves them holds the lease.
CREATE TYPE trash_step AS ENUM ('moving', 'kept', 'restoring', 'purging');
ALTER TABLE feed
  ADD COLUMN trash_step trash_step,
  ADD COLUMN trash_folder text,
  ADD COLUMN files_lease uuid,
  ADD COLUMN files_lease_until timestamptz(3);
-- What was deleted before there was a trash goes there now.
UPDATE feed SET trash_step = 'moving', trash_folder = 'trash/podcast_' || id || '_' || to_char(deleted_at AT TIME ZONE 'UTC', 'YYYYMMDD_HH24MISS')
  WHERE deleted_at IS NOT NULL;
ALTER TABLE feed ADD CONSTRAINT feed_trash_complete CHECK (
  (deleted_at IS NULL) = (trash_step IS NULL) AND (trash_step IS NULL) = (trash_folder IS NULL)
);
CREATE INDEX feed_deleted_idx ON feed (deleted_at) WHERE deleted_at IS NOT NULL;

-- Feeds that are gone for ever. A file that a last job of theirs wrote may be removed: without this it could belong to anybody.
CREATE TABLE purged_feed (
  feed_id integer PRIMARY KEY,
  purged_at timestamptz(3) NOT NULL DEFAULT now()
);
