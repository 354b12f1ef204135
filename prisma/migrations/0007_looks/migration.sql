-- An index entry holds 2,704 bytes: identities of more than 500 are kept as their hash (server/feeds/episode-identity.ts).
UPDATE episode SET guid = 'sha256:' || encode(sha256(convert_to(guid, 'UTF8')), 'hex') WHERE octet_length(guid) > 500;
UPDATE feed SET podcast_guid = NULL WHERE octet_length(podcast_guid) > 500;

-- A look that began and has not ended broke off. Where in an archive the next one goes on, sealed.
ALTER TABLE feed
  ADD COLUMN look_began_at timestamptz(3),
  ADD COLUMN archive_place bytea;
