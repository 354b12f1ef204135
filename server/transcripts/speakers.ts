import type { Word } from "./cue";
import { oneLine } from "./one-line";

/** A text with the `Name:` that stood before it. */
export type Labelled = { label: string; text: string };

const LONGEST_LABEL = 50;
// Marks a change of speaker without a name: the dash of subtitles, the chevrons of live captions.
const UNNAMED_TURN = /^(?:[-–—]|>>+)\s+/;
const ROLE =
  /\s*[([](?:co-?)?(?:host|guest|moderator|interviewer|narrator|speaker|producer|announcer|gast|moderatorin|gastgeber(?:in)?)[)\]]$/i;
const NAME_WORD =
  /^["“'‘]?[\p{Lu}\p{Lt}][\p{L}\p{M}\p{N}'’.\-_]*["”'’]?$|^\([\p{L}\p{M}\p{N}.'’-]+\)$|^\d{1,3}$|^#\d{1,3}$/u;
const PARTICLE =
  /^(?:de|del|della|der|den|da|di|du|dos|das|la|le|el|al|bin|ibn|van|von|vom|zu|y|e|und|and|et|&|\+|(?:de|di|da|van|von)\p{Lu}\p{L}*)$/u;
const CASELESS_NAME = /^[\p{Lo}\p{M}・·\s]{1,12}\d{0,3}$/u;
const SENTENCE_OPENERS = new Set(
  `a also and answer anyway because but chapter conclusion date disclaimer example examples fact finally first he her here
   his how http https i if it its like listen look my no note notes now ok okay or our outro intro plus ps question reminder
   remember second she so source spoiler subtitle subtitles captions synced corrections summary that the their then there
   these they third this those tip tips title topic transcript translation update url warning we well what when where who
   why yes you your again
   aber achtung also antwort beispiel das der die ein eine fazit frage hinweis kapitel mein oder thema und unser
   ejemplo el exemple la las le les los mais nota pero pregunta remarque respuesta un una une`.split(/\s+/),
);

// Whoever labels speakers does so from the start, or often.
const OPENING_ITEMS = 5;
const LABELLED_SHARE = 0.05;
const REPETITIONS_OF_ODD_LABEL = 3;

/**
 * Finds out who speaks from `Name:` before the texts, as SRT and plain transcripts have it, takes these names out of the
 * texts and lets each hold until the next. A prefix counts if it looks like a name or comes back again and again, and
 * only in a transcript that labels its turns: any other text keeps its colon.
 */
export function nameSpeakers<T extends { text: string; speaker?: string; words?: Word[] }>(items: readonly T[]): T[] {
  const found = items.map((item) => splitLabel(item.text));
  const speakers = labelsThatCount(found);
  if (speakers.size === 0) return [...items];

  let current: string | undefined;
  return items.flatMap((item, index) => {
    const prefix = found[index];
    if (prefix && speakers.has(prefix.label)) {
      const isAlone = prefix.text === "";
      const hasFollower = index + 1 < items.length && !speakers.has(found[index + 1]?.label ?? "");
      if (isAlone && !hasFollower) return [item]; // nobody says anything: it was no name
      current = prefix.label;
      return isAlone ? [] : [withSpeaker(item, prefix.text, current)];
    }
    const isUnnamed = UNNAMED_TURN.test(item.text);
    if (isUnnamed) current = undefined;
    const text = isUnnamed ? item.text.replace(UNNAMED_TURN, "") : item.text;
    return text === "" ? [] : [withSpeaker(item, text, current)];
  });
}

/** The inverse of `nameSpeakers`: the texts with a name at each change of speaker. */
export function labelSpeakers(items: readonly { text: string; speaker?: string }[]): string[] {
  if (!items.some((item) => item.speaker)) return items.map((item) => item.text);

  const labelAll =
    !items.slice(0, OPENING_ITEMS).some((item) => item.speaker) ||
    items.some((item) => item.speaker && !looksLikeName(item.speaker));
  let current: string | undefined;
  return items.map(({ text, speaker }) => {
    const isClear = speaker === current && !UNNAMED_TURN.test(text) && !splitLabel(text);
    if (isClear && !(labelAll && speaker)) return text;
    current = speaker;
    return speaker ? `${speaker.replaceAll(":", "")}: ${text}` : `- ${text}`;
  });
}

/** Splits `Name (host): text` into its parts, or answers null where no short prefix with a colon stands. */
export function splitLabel(text: string): Labelled | null {
  const colon = text.slice(0, LONGEST_LABEL).search(/[:：]/);
  if (colon <= 0) return null;

  const after = text.slice(colon + 1);
  if (text[colon] === ":" && after !== "" && !/^\s/.test(after)) return null; // 10:30, https://, C::x
  const label = oneLine(
    text
      .slice(0, colon)
      .replace(/^[\s.…,;>]+/, "")
      .replace(ROLE, ""),
  );
  return label === "" || /[.!?,;]$/.test(label) || /^[-–—]\s/.test(text) ? null : { label, text: after.trim() };
}

/** Whether the words could be a person's name, or a title such as `Speaker 1`. */
export function looksLikeName(label: string): boolean {
  if (CASELESS_NAME.test(label)) return true;
  const words = label.split(" ");
  if (words.length > 4 || SENTENCE_OPENERS.has((words[0] ?? "").toLowerCase())) return false;
  return /^\D/.test(label) && words.every((word, index) => NAME_WORD.test(word) || (index > 0 && PARTICLE.test(word)));
}

function labelsThatCount(found: readonly (Labelled | null)[]): Set<string> {
  const counts = new Map<string, number>();
  for (const prefix of found) {
    if (prefix) counts.set(prefix.label, (counts.get(prefix.label) ?? 0) + 1);
  }
  const speakers = new Set(
    [...counts]
      .filter(([label, count]) => looksLikeName(label) || (count >= REPETITIONS_OF_ODD_LABEL && isShort(label)))
      .map(([label]) => label),
  );
  const isSpeaker = (prefix: Labelled | null) => prefix !== null && speakers.has(prefix.label);
  const labelsTurns =
    found.slice(0, OPENING_ITEMS).some(isSpeaker) || found.filter(isSpeaker).length >= found.length * LABELLED_SHARE;
  return labelsTurns ? speakers : new Set();
}

const isShort = (label: string) => label.split(" ").length <= 3 && !SENTENCE_OPENERS.has(label.toLowerCase());

function withSpeaker<T extends { text: string; words?: Word[] }>(item: T, text: string, speaker?: string): T {
  const words = item.words && text !== item.text ? wordsOfTail(item.words, text) : item.words;
  return { ...item, text, ...(speaker ? { speaker } : {}), ...(words ? { words } : {}) };
}

/** The last of the words that make up `text`, so that a label taken from the text does not stay among the words. */
function wordsOfTail(words: readonly Word[], text: string): Word[] {
  const wanted = text.replace(/\s+/g, "").length;
  const kept: Word[] = [];
  let length = 0;
  for (let index = words.length - 1; index >= 0 && length < wanted; index--) {
    const word = words[index];
    if (!word) continue;
    const spoken = word.text.replace(/\s+/g, "").length;
    const surplus = length + spoken - wanted;
    kept.push(surplus > 0 ? { ...word, text: splitLabel(word.text)?.text ?? word.text } : word);
    length += spoken;
  }
  return kept.reverse();
}
