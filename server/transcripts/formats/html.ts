import { languageTag } from "@/server/platform/language-tag";
import type { ParsedTranscript } from "../cue";
import { type HtmlBlock, htmlBlocks } from "../html-blocks";
import { htmlTokens } from "../html-tokens";
import { isRefusalPage } from "../not-a-transcript";
import { joinTexts } from "../one-line";
import { tidyCues } from "../tidy-cues";
import { timedTranscript } from "../timed-transcript";
import { parseTimestamp } from "../timestamp";
import { hintMatches, type TranscriptReader } from "./format";
import { readParagraphs } from "./plain-text";

const OPENING_TAGS = new Set(
  `html head body main article section div p cite time h1 h2 h3 h4 h5 h6 span table ul ol blockquote br strong em meta
   title`.split(/\s+/),
);
const BLOCK_TAG = /<(?:\/p|\/div|\/cite|\/li|br\s*\/?)>/gi;
const PAGE = /<(?:!doctype|html|body)\b/i;
// Fewer times than this for each speaker's turn belong to the page (a date, a duration), not to the speech.
const TIMED_SHARE = 0.3;
const PAGE_LANGUAGE = /<html[^>]{0,500}?\blang\s*=\s*["']?([a-z0-9_-]{2,20})/i;

/**
 * HTML as in the Podcasting 2.0 specification (`cite`, `time`, `p`: https://github.com/Podcastindex-org/podcast-namespace,
 * transcripts.md) and whole web pages, of which only the text that can be a transcript is read.
 */
export const html: TranscriptReader = {
  format: "html",
  recognises: (text, hint) =>
    opensAsHtml(text.slice(0, 5000)) || countBlockTags(text) >= (hintMatches(hint, /html/i) ? 1 : 5),
  read(text) {
    const blocks = htmlBlocks(text);
    const language = languageTag(PAGE_LANGUAGE.exec(text.slice(0, 5000))?.[1]) ?? undefined;
    const cites = blocks.filter(({ kind }) => kind === "cite").length;
    const times = blocks.filter((block) => block.kind === "time" && timeOf(block) !== null).length;
    const isTimed = times >= cites * TIMED_SHARE && times > (cites > 0 ? 0 : 1);
    if (cites > 0 || isTimed) return readTurns(blocks, { isTimed, language });

    const paragraphs = blocks.map((block) => block.text);
    if (PAGE.test(text.slice(0, 5000)) && isRefusalPage(text, paragraphs)) {
      return { kind: "empty", because: "the page is an error or a login, not a transcript" };
    }
    return readParagraphs(paragraphs, { format: "html", language });
  },
};

type Turn = { speaker: string; startMs: number | null; texts: string[] };

function readTurns(
  blocks: readonly HtmlBlock[],
  { isTimed, language }: { isTimed: boolean; language: string | undefined },
): ParsedTranscript {
  const turns = turnsOf(blocks, isTimed);
  const spoken = turns.map(({ texts, speaker }) => ({ text: joinTexts(texts), ...(speaker ? { speaker } : {}) }));
  if (spoken.length === 0) return { kind: "empty", because: "the page names speakers but holds no text" };

  const firstMs = turns.find(({ startMs }) => startMs !== null)?.startMs ?? null;
  if (firstMs === null)
    return { kind: "untimed", format: "html", ...(language ? { language } : {}), paragraphs: spoken };
  const drafts = spoken.map((item, index) => ({ ...item, startMs: turns[index]?.startMs ?? firstMs, endMs: null }));
  return timedTranscript({ format: "html", cues: tidyCues(drafts), language });
}

/** Reads the order cite, time, p: a name holds until the next one, text without a time belongs to the time before it. */
function turnsOf(blocks: readonly HtmlBlock[], isTimed: boolean): Turn[] {
  const turns: Turn[] = [];
  let speaker = "";
  let startMs: number | null = null;
  let isNew = true;

  for (const block of blocks) {
    const timeMs = block.kind === "time" ? timeOf(block) : null;
    if (block.kind === "cite") {
      const name = block.text.replace(/\s*[:：]$/, "");
      isNew ||= name !== speaker;
      speaker = name;
    } else if (timeMs !== null) {
      startMs = isTimed ? timeMs : null;
      isNew = true;
    } else if (isNew || startMs === null) {
      turns.push({ speaker, startMs, texts: [block.text] });
      isNew = false;
    } else turns.at(-1)?.texts.push(block.text);
  }
  return turns;
}

const timeOf = (block: HtmlBlock) => parseTimestamp(block.text.replace(/^[[(]|[\])]$/g, ""));

/** Whether the first thing in the text, comments and the like aside, is a tag of HTML. */
function opensAsHtml(text: string): boolean {
  if (/^\s*<!doctype\s+html/i.test(text)) return true;
  for (const token of htmlTokens(text)) {
    if (token.kind !== "text") return token.kind === "open" && OPENING_TAGS.has(token.name);
    if (token.text.trim() !== "") return false;
  }
  return false;
}

const countBlockTags = (text: string) => text.match(BLOCK_TAG)?.length ?? 0;
