import type { LibrarySettings } from "./types";

export const policyNames = {
  external_only: "Only what others have made",
  external_then_transcribe: "What others have made, else our own",
  always_transcribe: "Always our own",
} as const;

/** "As in the library (yes)": what holds while a podcast has no answer of its own. */
export function inherited(settings: LibrarySettings | undefined, key: string): string {
  const value = settings?.[key]?.value;
  return value === undefined ? "As in the library" : `As in the library (${worded(value)})`;
}

function worded(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const name = Object.entries(policyNames).find(([policy]) => policy === value)?.[1];
  return name ? name.charAt(0).toLowerCase() + name.slice(1) : String(value);
}
