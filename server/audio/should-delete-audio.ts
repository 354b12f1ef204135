/**
 * Whether stored audio goes now that a transcript has been stored: unless it is to be kept, or somebody is still at work with
 * it. Without a transcript it never goes.
 */
export function shouldDeleteAudio(input: {
  keepAudio: boolean;
  hasTranscript: boolean;
  /** It is being downloaded or transcribed. */
  isInUse: boolean;
}): boolean {
  return input.hasTranscript && !input.keepAudio && !input.isInUse;
}
