-- The whole record. Large search indexes are built by ensureSearchIndexes() and not here: they must not block writers.
-- Where the role may not create extensions, have a superuser create "vector" beforehand.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TYPE episode_state AS ENUM ('new', 'awaiting_transcript', 'needs_audio', 'downloading', 'audio_ready', 'transcribing', 'completed', 'failed');
CREATE TYPE job_state AS ENUM ('queued', 'running', 'completed', 'failed', 'cancelled');
CREATE TYPE transcript_policy AS ENUM ('external_only', 'external_then_transcribe', 'always_transcribe');
CREATE TYPE node_state AS ENUM ('online', 'busy', 'offline', 'disabled', 'draining');

-- Text search. Every snowball language gets a configuration that keeps stop words, so that "the who" and exact phrases
-- are found; the stock configurations serve for leaving stop words out of a query.
DO $$
DECLARE
  lang text;
  token text;
BEGIN
  FOREACH lang IN ARRAY ARRAY[
    'arabic', 'armenian', 'basque', 'catalan', 'danish', 'dutch', 'english', 'finnish', 'french', 'german', 'greek', 'hindi',
    'hungarian', 'indonesian', 'irish', 'italian', 'lithuanian', 'nepali', 'norwegian', 'portuguese', 'romanian', 'russian',
    'serbian', 'spanish', 'swedish', 'tamil', 'turkish', 'yiddish'
  ] LOOP
    EXECUTE format('CREATE TEXT SEARCH DICTIONARY spoken_%s_stem (TEMPLATE = snowball, LANGUAGE = %s)', lang, lang);
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION spoken_%s (COPY = simple)', lang);
    FOREACH token IN ARRAY ARRAY['asciiword', 'word', 'hword', 'hword_part', 'asciihword', 'hword_asciipart'] LOOP
      EXECUTE format('ALTER TEXT SEARCH CONFIGURATION spoken_%s ALTER MAPPING FOR %s WITH spoken_%s_stem', lang, token, lang);
    END LOOP;
  END LOOP;
END $$;

-- One immutable function, so that generated columns and queries can never disagree about a language.
-- A language that snowball does not know is 'simple': words as they are written.
CREATE FUNCTION spoken_tsvector(lang text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE lang
    WHEN 'en' THEN to_tsvector('public.spoken_english'::regconfig, body)
    WHEN 'de' THEN to_tsvector('public.spoken_german'::regconfig, body)
    WHEN 'fr' THEN to_tsvector('public.spoken_french'::regconfig, body)
    WHEN 'es' THEN to_tsvector('public.spoken_spanish'::regconfig, body)
    WHEN 'it' THEN to_tsvector('public.spoken_italian'::regconfig, body)
    WHEN 'pt' THEN to_tsvector('public.spoken_portuguese'::regconfig, body)
    WHEN 'nl' THEN to_tsvector('public.spoken_dutch'::regconfig, body)
    WHEN 'da' THEN to_tsvector('public.spoken_danish'::regconfig, body)
    WHEN 'no' THEN to_tsvector('public.spoken_norwegian'::regconfig, body)
    WHEN 'nb' THEN to_tsvector('public.spoken_norwegian'::regconfig, body)
    WHEN 'nn' THEN to_tsvector('public.spoken_norwegian'::regconfig, body)
    WHEN 'sv' THEN to_tsvector('public.spoken_swedish'::regconfig, body)
    WHEN 'fi' THEN to_tsvector('public.spoken_finnish'::regconfig, body)
    WHEN 'ru' THEN to_tsvector('public.spoken_russian'::regconfig, body)
    WHEN 'ar' THEN to_tsvector('public.spoken_arabic'::regconfig, body)
    WHEN 'hy' THEN to_tsvector('public.spoken_armenian'::regconfig, body)
    WHEN 'eu' THEN to_tsvector('public.spoken_basque'::regconfig, body)
    WHEN 'ca' THEN to_tsvector('public.spoken_catalan'::regconfig, body)
    WHEN 'el' THEN to_tsvector('public.spoken_greek'::regconfig, body)
    WHEN 'hi' THEN to_tsvector('public.spoken_hindi'::regconfig, body)
    WHEN 'hu' THEN to_tsvector('public.spoken_hungarian'::regconfig, body)
    WHEN 'id' THEN to_tsvector('public.spoken_indonesian'::regconfig, body)
    WHEN 'ga' THEN to_tsvector('public.spoken_irish'::regconfig, body)
    WHEN 'lt' THEN to_tsvector('public.spoken_lithuanian'::regconfig, body)
    WHEN 'ne' THEN to_tsvector('public.spoken_nepali'::regconfig, body)
    WHEN 'ro' THEN to_tsvector('public.spoken_romanian'::regconfig, body)
    WHEN 'sr' THEN to_tsvector('public.spoken_serbian'::regconfig, body)
    WHEN 'ta' THEN to_tsvector('public.spoken_tamil'::regconfig, body)
    WHEN 'tr' THEN to_tsvector('public.spoken_turkish'::regconfig, body)
    WHEN 'yi' THEN to_tsvector('public.spoken_yiddish'::regconfig, body)
    ELSE to_tsvector('pg_catalog.simple'::regconfig, body)
  END
$$;

CREATE TABLE feed (
  id serial PRIMARY KEY,
  url text NOT NULL,
  url_key text NOT NULL,
  podcast_guid text,
  title text NOT NULL,
  custom_title text,
  description text,
  author text,
  link text,
  image_url text,
  language text,
  categories text[] NOT NULL DEFAULT '{}',
  itunes_id text,
  pocketcasts_uuid text,
  etag text,
  last_modified text,
  last_polled_at timestamptz(3),
  next_poll_at timestamptz(3) NOT NULL DEFAULT now(),
  poll_interval_seconds integer NOT NULL DEFAULT 3600,
  is_paused boolean NOT NULL DEFAULT false,
  failure_count integer NOT NULL DEFAULT 0,
  last_error text,
  transcript_policy transcript_policy NOT NULL DEFAULT 'external_only',
  credentials bytea,
  deleted_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX feed_live_url_key ON feed (url_key) WHERE deleted_at IS NULL;
CREATE INDEX feed_podcast_guid_idx ON feed (podcast_guid);
CREATE INDEX feed_due_idx ON feed (next_poll_at) WHERE deleted_at IS NULL AND NOT is_paused;

CREATE TABLE episode (
  id serial PRIMARY KEY,
  feed_id integer NOT NULL REFERENCES feed ON DELETE CASCADE,
  -- What the episode is known by within its feed (docs/decisions/0011), and the guid as the feed writes it, if it does.
  guid text NOT NULL,
  feed_guid text,
  content_hash text NOT NULL,
  title text NOT NULL,
  description text,
  link text,
  author text,
  image_url text,
  language text,
  season integer,
  number integer,
  episode_type text,
  published_at timestamptz(3),
  duration_seconds integer,
  enclosure_url text NOT NULL,
  enclosure_key text NOT NULL,
  enclosure_type text,
  enclosure_bytes bigint,
  transcript_tags jsonb NOT NULL DEFAULT '[]',
  chapters_url text,
  persons jsonb NOT NULL DEFAULT '[]',
  state episode_state NOT NULL DEFAULT 'new',
  state_reason text,
  state_changed_at timestamptz(3) NOT NULL DEFAULT now(),
  transcript_checked_at timestamptz(3),
  lookup_failures integer NOT NULL DEFAULT 0,
  next_retry_at timestamptz(3),
  preferred_transcript_id integer UNIQUE,
  audio_key text,
  permanent_failure boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Cut where it is: a tsvector may not exceed 1 MB.
  search_tsv tsvector GENERATED ALWAYS AS (
    setweight(spoken_tsvector(coalesce(language, ''), left(title, 1000)), 'A')
    || setweight(spoken_tsvector(coalesce(language, ''), regexp_replace(left(coalesce(description, ''), 100000), '<[^>]*>', ' ', 'g')), 'B')
  ) STORED,
  UNIQUE (feed_id, guid)
);
CREATE INDEX episode_feed_published_idx ON episode (feed_id, published_at DESC, id DESC);
CREATE INDEX episode_published_idx ON episode (published_at DESC, id DESC);
CREATE INDEX episode_state_updated_idx ON episode (state, updated_at);
CREATE INDEX episode_due_retry_idx ON episode (next_retry_at) WHERE next_retry_at IS NOT NULL;

CREATE TABLE transcript (
  id serial PRIMARY KEY,
  episode_id integer NOT NULL REFERENCES episode ON DELETE CASCADE,
  source text NOT NULL,
  model text,
  language text,
  format text NOT NULL,
  is_timed boolean NOT NULL,
  original_key text NOT NULL,
  original_url text,
  media_type text,
  size_bytes integer NOT NULL,
  sha256 text NOT NULL,
  indexed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (episode_id, source, sha256)
);
ALTER TABLE episode ADD CONSTRAINT episode_preferred_transcript_id_fkey
  FOREIGN KEY (preferred_transcript_id) REFERENCES transcript ON DELETE SET NULL;

-- The phrases of each episode's preferred transcript, as searched. Derived: the original file is the truth.
CREATE TABLE segment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transcript_id integer NOT NULL REFERENCES transcript ON DELETE CASCADE,
  -- A phrase goes with its transcript, and that with its episode and feed: two more checks for each row would only cost time.
  episode_id integer NOT NULL,
  feed_id integer NOT NULL,
  idx integer NOT NULL,
  start_ms integer,
  end_ms integer,
  speaker text,
  lang text NOT NULL,
  text text NOT NULL,
  -- The first words of what follows, so that a phrase is found across the seam. They carry weight D, own words weight A.
  lookahead text NOT NULL DEFAULT '',
  -- Where in text (UTF-16 offset) each original cue begins, and its times.
  cue_offsets integer[] NOT NULL DEFAULT '{}',
  cue_start_ms integer[] NOT NULL DEFAULT '{}',
  cue_end_ms integer[] NOT NULL DEFAULT '{}',
  -- What the index can tell without a row being read stands here as lexemes that no text can hold: the feed (#f3), the episode
  -- (#e7), and the samples to which the phrase belongs (#4, #16, #64, #256: every so manieth phrase of a transcript, each sample
  -- within the one before). A word that stands in a large share of all phrases is ranked by a sample of them.
  tsv tsvector GENERATED ALWAYS AS (
    setweight(spoken_tsvector(lang, text), 'A') || setweight(spoken_tsvector(lang, lookahead), 'D')
    || array_to_tsvector(ARRAY['#f' || feed_id::text, '#e' || episode_id::text] || CASE
      WHEN (idx + transcript_id::bigint * 97) % 256 = 0 THEN '{#4,#16,#64,#256}'::text[]
      WHEN (idx + transcript_id::bigint * 97) % 64 = 0 THEN '{#4,#16,#64}'::text[]
      WHEN (idx + transcript_id::bigint * 97) % 16 = 0 THEN '{#4,#16}'::text[]
      WHEN (idx + transcript_id::bigint * 97) % 4 = 0 THEN '{#4}'::text[]
      ELSE '{}'::text[]
    END)
  ) STORED,
  UNIQUE (transcript_id, idx)
);
CREATE INDEX segment_episode_idx ON segment (episode_id, idx);

-- The languages that occur in segment: a query is asked once in each of them.
CREATE TABLE search_language (lang text PRIMARY KEY);

CREATE TABLE segment_window (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transcript_id integer NOT NULL REFERENCES transcript ON DELETE CASCADE,
  episode_id integer NOT NULL REFERENCES episode ON DELETE CASCADE,
  feed_id integer NOT NULL REFERENCES feed ON DELETE CASCADE,
  first_idx integer NOT NULL,
  last_idx integer NOT NULL,
  start_ms integer,
  end_ms integer,
  text_hash text NOT NULL,
  model_id text NOT NULL,
  embedding vector(384) NOT NULL,
  UNIQUE (transcript_id, model_id, first_idx)
);
CREATE INDEX segment_window_episode_idx ON segment_window (episode_id);
CREATE INDEX segment_window_feed_idx ON segment_window (feed_id);

CREATE SEQUENCE job_rev AS bigint;
CREATE TABLE job (
  id serial PRIMARY KEY,
  type text NOT NULL,
  subject text NOT NULL,
  payload jsonb NOT NULL,
  feed_id integer REFERENCES feed ON DELETE CASCADE,
  episode_id integer REFERENCES episode ON DELETE CASCADE,
  state job_state NOT NULL DEFAULT 'queued',
  priority integer NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL,
  run_at timestamptz(3) NOT NULL DEFAULT now(),
  lease_owner text,
  lease_token uuid,
  lease_until timestamptz(3),
  progress integer NOT NULL DEFAULT 0,
  progress_note text,
  error text,
  -- Grows with every change, over all jobs: what a live view asks for is "everything after rev n".
  rev bigint NOT NULL DEFAULT nextval('job_rev'),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT job_lease_complete CHECK ((state = 'running') = (lease_token IS NOT NULL AND lease_until IS NOT NULL))
);
-- One live job for one subject, whoever asks.
CREATE UNIQUE INDEX job_live_subject_key ON job (type, subject) WHERE state IN ('queued', 'running');
CREATE INDEX job_due_idx ON job (type, priority, run_at, id) WHERE state = 'queued';
CREATE INDEX job_lease_idx ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_rev_idx ON job (rev);
CREATE INDEX job_episode_idx ON job (episode_id);
CREATE INDEX job_feed_idx ON job (feed_id);
CREATE INDEX job_state_finished_idx ON job (state, finished_at);

CREATE TABLE node (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  key_hash text NOT NULL,
  state node_state NOT NULL DEFAULT 'offline',
  backend text,
  model text,
  version text,
  priority integer NOT NULL DEFAULT 10,
  is_persistent boolean NOT NULL DEFAULT false,
  heartbeat_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE pod (
  id text PRIMARY KEY,
  provider text NOT NULL,
  provider_pod_id text,
  name text NOT NULL,
  node_id uuid UNIQUE REFERENCES node ON DELETE SET NULL,
  gpu_type text,
  hourly_usd numeric(10, 4),
  phase text NOT NULL,
  message text,
  error text,
  setup_token_hash text,
  is_persistent boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE pod_run (
  id serial PRIMARY KEY,
  pod_id text NOT NULL,
  provider text NOT NULL,
  gpu_type text,
  hourly_usd numeric(10, 4),
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  jobs_completed integer NOT NULL DEFAULT 0
);
CREATE INDEX pod_run_started_idx ON pod_run (started_at);

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE model (
  id text PRIMARY KEY,
  backend text NOT NULL,
  repository text,
  description text,
  size_mb integer,
  is_enabled boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 100,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE "user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  role text NOT NULL DEFAULT 'viewer',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE session (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX session_user_idx ON session (user_id);

CREATE TABLE account (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX account_user_idx ON account (user_id);

CREATE TABLE verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier_idx ON verification (identifier);

CREATE TABLE api_key (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" ON DELETE CASCADE,
  name text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  last_used_at timestamptz(3),
  expires_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX api_key_user_idx ON api_key (user_id);

CREATE TABLE saved_search (
  id serial PRIMARY KEY,
  user_id text REFERENCES "user" ON DELETE CASCADE,
  name text NOT NULL,
  query jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE notification_outbox (
  id serial PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  sent_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX notification_outbox_pending_idx ON notification_outbox (sent_at, created_at);

CREATE TABLE host_limit (
  host text PRIMARY KEY,
  next_allowed_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
