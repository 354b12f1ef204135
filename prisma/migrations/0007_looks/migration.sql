-- A look that began and has not ended broke off. Where in an archive the next one goes on, sealed.
ALTER TABLE feed
  ADD COLUMN look_began_at timestamptz(3),
  ADD COLUMN archive_place bytea;

-- When a document of chapters that was not there is asked for again.
ALTER TABLE episode ADD COLUMN chapters_retry_at timestamptz(3);
CREATE INDEX episode_chapters_retry_idx ON episode (chapters_retry_at) WHERE chapters_retry_at IS NOT NULL;

-- An index entry holds 2,704 bytes: identities of more than 500 are kept as their hash (server/feeds/episode-identity.ts).
UPDATE episode SET guid = 'sha256:' || encode(sha256(convert_to(guid, 'UTF8')), 'hex') WHERE octet_length(guid) > 500;
UPDATE feed SET podcast_guid = NULL WHERE octet_length(podcast_guid) > 500;
