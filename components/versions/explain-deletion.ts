import type { Version } from "./types";

/** What becomes of an episode when one of its versions is deleted. */
export function explainDeletion(version: Pick<Version, "is_preferred">, count: number): string {
  if (count <= 1)
    return "It is the only one. The episode stays without a transcript and is no longer found by its words, until you ask for one again.";
  if (version.is_preferred)
    return "It is the one that is shown and searched. The newest of the others takes its place.";
  return "What is shown and searched stays as it is.";
}
