-- What the index can tell without a row being read is written into each phrase's tsvector as lexemes that no text can hold:
-- its feed (#f3) and episode (#e7), and the samples to which it belongs (#4, #16, #64, #256: every so manieth phrase of a transcript, each sample
-- within the one before). A word that stands in a large share of all phrases is ranked by a sample of them.
ALTER TABLE segment DROP COLUMN tsv;
ALTER TABLE segment ADD COLUMN tsv tsvector GENERATED ALWAYS AS (
  setweight(spoken_tsvector(lang, text), 'A') || setweight(spoken_tsvector(lang, lookahead), 'D')
  || array_to_tsvector(ARRAY['#f' || feed_id::text, '#e' || episode_id::text] || CASE
    WHEN (idx + transcript_id::bigint * 97) % 256 = 0 THEN '{#4,#16,#64,#256}'::text[]
    WHEN (idx + transcript_id::bigint * 97) % 64 = 0 THEN '{#4,#16,#64}'::text[]
    WHEN (idx + transcript_id::bigint * 97) % 16 = 0 THEN '{#4,#16}'::text[]
    WHEN (idx + transcript_id::bigint * 97) % 4 = 0 THEN '{#4}'::text[]
    ELSE '{}'::text[]
  END)
) STORED;

-- A phrase goes with its transcript, and that with its episode and feed: two more checks for each row only cost time. Feeds are
-- found through their lexeme now.
ALTER TABLE segment DROP CONSTRAINT segment_episode_id_fkey, DROP CONSTRAINT segment_feed_id_fkey;
DROP INDEX segment_feed_idx;
