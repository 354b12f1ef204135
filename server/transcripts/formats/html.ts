import type { ParsedTranscript } from "../cue";
import { type HtmlBlock, htmlBlocks } from "../html-blocks";
import { languageTag } from "../language-tag";
import { isRefusalPage } from "../not-a-transcript";
import { joinTexts } from "../one-line";
import { type CueDraft, tidyCues } from "../tidy-cues";
import { timedOr } from "../timed-or";
import { parseTimestamp } from "../timestamp";
import { hintMatches, type TranscriptReader } from "./format";
import { readParagraphs } from "./plain-text";

const OPENING_TAG =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div|p|cite|time|h[1-6]|span|table|ul|ol|blockquote|br|strong|em|meta|title)\b/i;
const BLOCK_TAG = /<(?:\/p|\/div|\/cite|\/li|br\s*\/?)>/gi;
const PAGE = /<(?:!doctype|html|body)\b/i;
const PAGE_LANGUAGE = /<html[^>]{0,500}?\blang\s*=\s*["']?([a-z0-9_-]{2,20})/i;

/**
 * HTML as in the Podcasting 2.0 specification (`cite`, `time`, `p`: https://github.com/Podcastindex-org/podcast-namespace,
 * transcripts.md) and whole web pages, of which only the text that can be a transcript is read.
 */
export const html: TranscriptReader = {
  format: "html",
  recognises: (text, hint) =>
    OPENING_TAG.test(text.slice(0, 5000)) || countBlockTags(text) >= (hintMatches(hint, /html/i) ? 1 : 5),
  read(text) {
    const blocks = htmlBlocks(text);
    const language = languageTag(PAGE_LANGUAGE.exec(text.slice(0, 5000))?.[1]);
    const hasSpeakers = blocks.some(
      (block) => block.kind === "cite" || (block.kind === "time" && timeOf(block) !== null),
    );
    if (hasSpeakers) return readTurns(blocks, language);

    const paragraphs = blocks.map((block) => block.text);
    if (PAGE.test(text.slice(0, 5000)) && isRefusalPage(text, paragraphs)) {
      return { kind: "empty", because: "the page is an error or a login, not a transcript" };
    }
    return readParagraphs(paragraphs, { format: "html", language });
  },
};

/** Reads the order cite, time, p: a name holds until the next one, text without a time belongs to the time before it. */
function readTurns(blocks: readonly HtmlBlock[], language: string | undefined): ParsedTranscript {
  const turns: { speaker: string; startMs: number | null; texts: string[] }[] = [];
  let speaker = "";
  let startMs: number | null = null;
  let isNew = true;

  for (const block of blocks) {
    if (block.kind === "cite") {
      const name = block.text.replace(/\s*[:：]$/, "");
      isNew ||= name !== speaker;
      speaker = name;
    } else if (block.kind === "time" && timeOf(block) !== null) {
      startMs = timeOf(block);
      isNew = true;
    } else if (isNew || startMs === null) {
      turns.push({ speaker, startMs, texts: [block.text] });
      isNew = false;
    } else turns.at(-1)?.texts.push(block.text);
  }

  const drafts = turns.map((turn, index): CueDraft & { isTimed: boolean } => ({
    startMs: turn.startMs ?? turns.slice(index + 1, index + 50).find((next) => next.startMs !== null)?.startMs ?? 0,
    endMs: null,
    text: joinTexts(turn.texts),
    ...(turn.speaker ? { speaker: turn.speaker } : {}),
    isTimed: turn.startMs !== null,
  }));
  const cues = drafts.some((draft) => draft.isTimed) ? tidyCues(drafts.map(({ isTimed: _, ...draft }) => draft)) : [];
  return timedOr({ format: "html", cues, language }, () => {
    const paragraphs = drafts.map(({ text, speaker: name }) => ({ text, ...(name ? { speaker: name } : {}) }));
    if (paragraphs.length === 0) return { kind: "empty", because: "the page names speakers but holds no text" };
    return { kind: "untimed", format: "html", ...(language ? { language } : {}), paragraphs };
  });
}

const timeOf = (block: HtmlBlock) => parseTimestamp(block.text.replace(/^[[(]|[\])]$/g, ""));

const countBlockTags = (text: string) => text.match(BLOCK_TAG)?.length ?? 0;
