-- When a refresh last brought something. What is read elsewhere about a feed's episodes is stale when it is older.
ALTER TABLE feed ADD COLUMN content_changed_at timestamptz(3);

-- What each provider said at the last lookup: [{ provider, outcome, reason, at }].
ALTER TABLE episode ADD COLUMN lookup_results jsonb NOT NULL DEFAULT '[]';
-- When the present round of lookups began; null: when the episode was first seen.
ALTER TABLE episode ADD COLUMN lookup_since timestamptz(3);
CREATE INDEX episode_lacking_idx ON episode (feed_id) WHERE state IN ('awaiting_transcript', 'needs_audio');

-- A feed's show at Pocket Casts, and whether its list of episodes is being read. No uuid: not found, or not searched yet.
CREATE TABLE pocketcasts_show (
  feed_id integer PRIMARY KEY REFERENCES feed ON DELETE CASCADE,
  uuid text,
  title text,
  author text,
  score integer,
  reason text,
  is_by_hand boolean NOT NULL DEFAULT false,
  searched_at timestamptz(3),
  -- When the list was read, and when it was last known that there is nothing to read or nothing more.
  listed_at timestamptz(3),
  surveyed_at timestamptz(3),
  -- Of the list: how many are episodes of ours, and how many of those have a transcript there.
  episode_count integer NOT NULL DEFAULT 0,
  transcript_count integer NOT NULL DEFAULT 0,
  failure text,
  failure_count integer NOT NULL DEFAULT 0,
  retry_at timestamptz(3),
  lease_token uuid,
  lease_until timestamptz(3),
  CONSTRAINT pocketcasts_show_lease_complete CHECK ((lease_token IS NULL) = (lease_until IS NULL))
);
INSERT INTO pocketcasts_show (feed_id, uuid, searched_at, reason)
  SELECT id, pocketcasts_uuid, now(), 'known from before' FROM feed WHERE pocketcasts_uuid IS NOT NULL;
ALTER TABLE feed DROP COLUMN pocketcasts_uuid;

-- The episodes that Pocket Casts lists, each with the one of ours that it is, if any.
CREATE TABLE pocketcasts_episode (
  feed_id integer NOT NULL REFERENCES pocketcasts_show ON DELETE CASCADE,
  uuid text NOT NULL,
  title text NOT NULL,
  published_at timestamptz(3),
  duration_seconds integer,
  files jsonb NOT NULL DEFAULT '[]',
  episode_id integer UNIQUE REFERENCES episode ON DELETE SET NULL,
  PRIMARY KEY (feed_id, uuid)
);
