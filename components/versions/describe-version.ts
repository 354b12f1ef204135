import { describeSource } from "@/components/episodes/state-view";
import { languageName } from "@/components/feeds/language-name";
import type { Version } from "./types";

type Described = Pick<Version, "source" | "model" | "language" | "is_timed">;

/** "Transcribed here (Whisper), base, English": what tells one version from another. */
export function describeVersion(version: Described): string {
  return [describeSource(version.source), ...factsOf(version)].join(", ");
}

/** What there is to say of a version besides its source. */
export function factsOf({ model, language, is_timed: isTimed }: Described): string[] {
  return [model, languageName(language), isTimed ? null : "without times"].filter((fact) => fact !== null);
}
