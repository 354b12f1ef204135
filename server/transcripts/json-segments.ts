import { joinTexts, oneLine } from "./one-line";
import { parseTimestamp } from "./timestamp";

/** One element of a JSON transcript. `start` and `end` are in the unit of the file; `unit` says which, if it is known. */
export type JsonSegment = {
  start: JsonTime | null;
  end: JsonTime | null;
  text: string;
  speaker: string;
  words: JsonWord[];
};

export type JsonWord = Omit<JsonSegment, "words">;

/** A number whose unit the key or the form tells; `bare` numbers are seconds, or milliseconds with some engines. */
export type JsonTime = { value: number; unit: "ms" | "bare" };

type Fields = { readonly [key: string]: unknown };

const CONTAINERS =
  `segments utterances cues captions transcription chunks monologues results result data transcript transcripts channels
   alternatives paragraphs sentences items speech words`.split(/\s+/);
const DEEPEST_CONTAINER = 8;
const START = ["startTime", "start", "start_time", "begin", "from", "ts"];
const END = ["endTime", "end", "end_time", "stop", "to", "end_ts"];
const START_MS = ["startMs", "start_ms", "startTimeMs", "start_time_ms", "startMillis"];
const END_MS = ["endMs", "end_ms", "endTimeMs", "end_time_ms", "endMillis"];
const TEXT = ["body", "text", "content", "punctuated_word", "word", "transcript", "sentence", "caption", "value"];
const SPEAKER = ["speaker", "speaker_name", "speakerName", "speaker_label", "speakerLabel", "voice"];

/** The elements of the first list in the document that looks like a transcript, down the usual names of containers. */
export function findSegments(value: unknown, depth = 0): JsonSegment[] {
  if (depth > DEEPEST_CONTAINER) return [];
  if (Array.isArray(value)) {
    const segments = value.flatMap(readSegments);
    return segments.length > 0 ? segments : value.slice(0, 10_000).flatMap((item) => findSegments(item, depth + 1));
  }
  const fields = fieldsOf(value);
  if (!fields) return [];

  let untimed: JsonSegment[] = [];
  for (const name of CONTAINERS) {
    const container = fields[name];
    // Alternatives are other readings of the same speech: one of them is enough.
    const inside = name === "alternatives" && Array.isArray(container) ? container.slice(0, 1) : container;
    const segments = findSegments(inside, depth + 1);
    if (segments.some((segment) => segment.start)) return segments;
    if (untimed.length === 0) untimed = segments;
  }
  return untimed;
}

/** The text of a document without times: a `text` or `transcript`, or a bare list of strings. */
export function findText(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  const fields = fieldsOf(value);
  const text = fields && firstOf(fields, ["text", "transcript", "content", "body"]);
  return typeof text === "string" ? [text] : Array.isArray(text) ? findText(text) : [];
}

export function fieldsOf(value: unknown): Fields | null {
  return isFields(value) ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The element as a segment; its words instead where only they have times (Deepgram holds a whole show in one such element). */
function readSegments(value: unknown): JsonSegment[] {
  const segment = readSegment(value);
  if (!segment) return [];
  const { start, speaker, words } = segment;
  if (start || !words.some((word) => word.start)) return [segment];
  return words.map((word) => ({ ...word, speaker: word.speaker || speaker, words: [] }));
}

function readSegment(value: unknown): JsonSegment | null {
  const fields = fieldsOf(value);
  if (!fields) return null;

  const words = Array.isArray(fields.words) ? fields.words.map(readWord).filter((word) => word !== null) : [];
  const said = readWord(fields);
  if (!said && words.length === 0) return null;

  const [start, end] = timesOf(fields);
  const text = said?.text ?? joinTexts(words.map((word) => oneLine(word.text)));
  return { start, end, text, speaker: speakerOf(fields) || words[0]?.speaker || "", words };
}

function readWord(value: unknown): JsonWord | null {
  const fields = fieldsOf(value);
  const text = fields && firstOf(fields, TEXT);
  if (!fields || typeof text !== "string") return null;
  const [start, end] = timesOf(fields);
  return { start, end, text, speaker: speakerOf(fields) };
}

function timesOf(fields: Fields): [JsonTime | null, JsonTime | null] {
  const pair = fields.timestamp; // transformers: [start, end]
  if (Array.isArray(pair)) return [timeOf(pair[0], "bare"), timeOf(pair[1], "bare")];
  const offsets = fieldsOf(fields.offsets); // whisper.cpp
  if (offsets) return [timeOf(offsets.from, "ms"), timeOf(offsets.to, "ms")];

  return [
    timeOf(firstOf(fields, START_MS), "ms") ?? timeOf(firstOf(fields, START), "bare"),
    timeOf(firstOf(fields, END_MS), "ms") ?? timeOf(firstOf(fields, END), "bare"),
  ];
}

/** A number, a number as a string, `"12.5s"`, or a clock time. */
function timeOf(value: unknown, unit: JsonTime["unit"]): JsonTime | null {
  if (typeof value === "number") return Number.isFinite(value) ? { value, unit } : null;
  if (typeof value !== "string") return null;
  const clock = value.includes(":") ? parseTimestamp(value) : null;
  if (clock !== null) return { value: clock, unit: "ms" };
  const number = /^\s*(\d+(?:[.,]\d+)?)\s*s?\s*$/.exec(value)?.[1];
  return number === undefined ? null : { value: Number(number.replace(",", ".")), unit };
}

/** A name, a number as engines give it, or an object with a name. */
function speakerOf(fields: Fields): string {
  const speaker = firstOf(fields, SPEAKER);
  const person = fieldsOf(speaker);
  const name = person ? (person.name ?? person.label) : speaker;
  if (typeof name === "number") return `Speaker ${name}`;
  return typeof name === "string" ? name : "";
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(fields, name) && fields[name] !== null) return fields[name];
  }
  return undefined;
}
