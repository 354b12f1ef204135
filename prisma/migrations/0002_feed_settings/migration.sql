-- What may be set for each podcast. NULL means: as the settings of the whole library say.
CREATE TYPE feed_priority AS ENUM ('low', 'normal', 'high');

ALTER TABLE feed ALTER COLUMN transcript_policy DROP DEFAULT, ALTER COLUMN transcript_policy DROP NOT NULL;
UPDATE feed SET transcript_policy = NULL;

ALTER TABLE feed
  ADD COLUMN language_override text,
  ADD COLUMN auto_download boolean,
  ADD COLUMN keep_audio boolean,
  ADD COLUMN speech_model text,
  ADD COLUMN priority feed_priority NOT NULL DEFAULT 'normal',
  -- The addresses under which the podcast was known before it moved: subscribing to one of them again is a duplicate.
  ADD COLUMN former_url_keys text[] NOT NULL DEFAULT '{}',
  ADD COLUMN is_locked boolean NOT NULL DEFAULT false,
  ADD COLUMN is_complete boolean NOT NULL DEFAULT false,
  -- Of a paged feed (RFC 5005): all its pages have been read once.
  ADD COLUMN is_archive_read boolean NOT NULL DEFAULT false;
CREATE INDEX feed_former_url_keys_idx ON feed USING gin (former_url_keys);

-- What is read of feeds has grown: the next look takes each feed whole.
UPDATE feed SET etag = NULL, last_modified = NULL;
