import type { Episode } from "@/components/episodes/types";

type Job = NonNullable<Episode["job"]>;

/** The download of an episode's audio that is queued or under way. */
export function audioJobOf(episode: Pick<Episode, "job">): Job | null {
  return episode.job?.type === "downloadAudio" ? episode.job : null;
}

/** Whether downloading the audio is an answer to what the episode lacks. */
export function isAudioWanted(episode: Episode): boolean {
  if (episode.has_audio || episode.job) return false;
  return ["needs_audio", "awaiting_transcript", "failed"].includes(episode.status);
}

/** Where the audio is played from: here, if it is stored here. */
export const audioSourceOf = (episode: Pick<Episode, "id" | "has_audio" | "audio_url">): string =>
  episode.has_audio ? `/api/episodes/${episode.id}/audio` : episode.audio_url;
