import { decodeHTML } from "entities";
import { parseTimestamp } from "./timestamp";

/** A stretch of caption text, with who says it and from when, where the markup tells. */
export type CaptionRun = { text: string; voice?: string; atMs?: number };

const TAG = /<(\/?)([a-z][a-z0-9:_-]*)(?:\.[^\s<>.]*)*(?:[\s/]([^<>]{0,300}))?>/iy;
const TIME_TAG = /<[ \t]?((?:\d{1,5}:)?\d{1,5}:\d{2}[.,]\d{1,3})(?:[ \t]?>|(?=[ \t]))/y;
const UNCLOSED_TAG = /<\/?(?:v|c|i|b|u|lang|ruby|rt|font)(?![a-z0-9])(?:\.[\w-]+)*[ \t]?/iy;
// `{\an8}` and `{b}` of SubStation Alpha, `{y:i}` of MicroDVD: both live on in SRT files.
const BRACE_TAG = /\{(?:\\[^{}]{0,200}|\/?[biusp]|[a-z]:[^{}\s]{1,20})\}/iy;

/**
 * Reads the text of one caption: voices `<v Name>` and times `<00:01.000>` are kept beside the text, other tags are
 * dropped, character references decoded (W3C WebVTT, 6.4 "cue text parsing rules"). A `<` that opens no tag is text.
 */
export function readCaptionText(payload: string): CaptionRun[] {
  const runs: CaptionRun[] = [];
  let voice: string | undefined;
  let atMs: number | undefined;
  let textStart = 0;
  let index = 0;

  const endRun = () => {
    const text = decodeHTML(payload.slice(textStart, index));
    if (text !== "") runs.push({ text, ...(voice ? { voice } : {}), ...(atMs === undefined ? {} : { atMs }) });
  };
  for (index = nextMark(payload, 0); index < payload.length; index = nextMark(payload, index)) {
    const markup = readMarkup(payload, index);
    if (!markup) {
      index++;
      continue;
    }
    endRun();
    if (markup.voice !== undefined) voice = markup.voice.trim();
    if (markup.atMs !== undefined) atMs = markup.atMs;
    index = markup.end;
    textStart = index;
  }
  endRun();
  return runs;
}

type Markup = { end: number; voice?: string; atMs?: number };

function readMarkup(text: string, index: number): Markup | null {
  if (text[index] === "{") return matchAt(BRACE_TAG, text, index) && { end: BRACE_TAG.lastIndex };

  const tag = matchAt(TAG, text, index);
  if (tag) {
    const [, slash, name, annotation = ""] = tag;
    const isVoice = name?.toLowerCase() === "v";
    return { end: TAG.lastIndex, ...(isVoice ? { voice: slash ? "" : decodeHTML(annotation) } : {}) };
  }
  const time = matchAt(TIME_TAG, text, index);
  if (time) {
    const atMs = parseTimestamp(time[1] ?? "");
    return { end: TIME_TAG.lastIndex, ...(atMs === null ? {} : { atMs }) };
  }
  const isSurelyTag = index === 0 || text[index + 1] === "/";
  return isSurelyTag && matchAt(UNCLOSED_TAG, text, index) ? { end: UNCLOSED_TAG.lastIndex } : null;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** The index of the next `<` or `{` at or after `from`; the length of the text if there is none. */
function nextMark(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === "<" || character === "{") return index;
  }
  return text.length;
}
