-- Chapters: those that stand in the feed (Podlove Simple Chapters), and those of the document that it names (podcast:chapters).
ALTER TABLE episode
  ADD COLUMN feed_chapters jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN linked_chapters jsonb NOT NULL DEFAULT '[]',
  -- Somebody chose the preferred transcript: none takes its place by itself.
  ADD COLUMN is_preference_chosen boolean NOT NULL DEFAULT false;

-- Who is meant by a label in transcripts: in one episode, or in all of a feed.
CREATE TABLE speaker_name (
  id serial PRIMARY KEY,
  feed_id integer NOT NULL REFERENCES feed ON DELETE CASCADE,
  episode_id integer REFERENCES episode ON DELETE CASCADE,
  label text NOT NULL,
  name text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (feed_id, episode_id, label)
);
CREATE INDEX speaker_name_episode_idx ON speaker_name (episode_id) WHERE episode_id IS NOT NULL;
