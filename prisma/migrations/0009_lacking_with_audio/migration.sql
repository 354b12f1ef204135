-- Episodes whose audio is stored, or on its way, lack a transcript as the others do.
DROP INDEX episode_lacking_idx;
CREATE INDEX episode_lacking_idx ON episode (feed_id) WHERE state IN ('awaiting_transcript', 'needs_audio', 'downloading', 'audio_ready');
