import type { StoredTranscript } from "./transcripts.repo";
import type { TranscriptVersion } from "./transcripts.schema";

/** A version without what only the server needs. */
export const shownVersion = ({
  original_key: _key,
  media_type: _type,
  feed_id: _feed,
  ...version
}: StoredTranscript): TranscriptVersion => version;
