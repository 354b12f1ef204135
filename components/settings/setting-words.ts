import { policyNames } from "@/components/feeds/settings/inherited";
import { countOf } from "@/components/ui/count-of";
import type { SettingValue } from "./types";

/** In this order; what comes later stands below. */
const groupTitles = named({
  feeds: "Feeds",
  transcripts: "Transcripts",
  audio: "Audio",
  storage: "Storage",
  publishing: "Publishing",
});

const choiceNames = named(policyNames);

const counted = named({ seconds: "second", minutes: "minute", hours: "hour", days: "day" });
const measured = named({ mb: "MB", gb: "GB", percent: "%", usd: "USD" });

export const groupTitle = (group: string) => groupTitles.get(group) ?? worded(group);

/** The groups that there are, the known ones first. */
export function orderGroups(groups: Iterable<string>): string[] {
  const there = new Set(groups);
  return [...new Set([...[...groupTitles.keys()].filter((group) => there.has(group)), ...there])];
}

export const choiceName = (value: string | number) => choiceNames.get(String(value)) ?? worded(String(value));

/** What a number of this setting counts: the names of settings end with their unit. Null where there is none. */
export function unitOf(key: string): string | null {
  const last = lastWordOf(key);
  return counted.has(last) ? last : (measured.get(last) ?? null);
}

/** "14 days", "2 GB", "On". */
export function valueInWords(key: string, value: SettingValue): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (typeof value === "string") return choiceNames.get(value) ?? value;
  const noun = counted.get(lastWordOf(key));
  if (noun) return countOf(value, noun);
  return [value.toLocaleString("en-US"), unitOf(key)].filter(Boolean).join(" ");
}

const lastWordOf = (key: string) => key.split("_").at(-1) ?? "";

function named(names: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names));
}

function worded(name: string): string {
  const words = name.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
