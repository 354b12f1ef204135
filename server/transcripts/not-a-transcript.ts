const MAGIC: readonly (readonly [what: string, ...beginnings: string[]])[] = [
  ["a PDF file", "%PDF"],
  ["a ZIP archive or an office document", "PK\u0003\u0004"],
  ["an RTF document", "{\\rtf"],
  ["an audio file", "ID3\u0002", "ID3\u0003", "ID3\u0004", "OggS\u0000", "fLaC\u0000"],
  ["a picture", "GIF8", "‰PNG\r\n", "ÿØÿ"], // as windows-1252 reads their bytes
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd]/g;
const BINARY_SHARE = 0.02;
const FEWEST_IN_BINARY = 8;

const REFUSAL =
  /\b(?:40[0134]|410|429|50[0234])\b|not found|forbidden|access denied|unauthori[sz]ed|permission denied|log[ -]?in|sign[ -]?in|sign up|password|enable javascript|just a moment|captcha|are you (?:a )?(?:human|robot)|server error|bad gateway|service unavailable|temporarily unavailable|no longer available|page (?:is )?(?:missing|unavailable)|does(?:n['’]t| not) exist|nicht gefunden|anmelden|no encontrad|introuvable/i;
const STATUS_LINE =
  /^(?:error:?\s*)?(?:[45]\d\d\b[\s:-]*)?(?:not found|bad request|unauthori[sz]ed|forbidden|access denied|internal server error|bad gateway|service unavailable|gateway time-?out|too many requests|$)/i;
// An error page may be decorated; what the body says counts only while it says little else.
const LONGEST_PAGE_WORDS = 400;
const LONGEST_MESSAGE_WORDS = 60;

/** Why the content cannot be a transcript of any format, or null if it may be one. */
export function whyNotTranscript(text: string): string | null {
  if (text.trim() === "") return "the file is empty";
  for (const [what, ...beginnings] of MAGIC) {
    if (beginnings.some((beginning) => text.startsWith(beginning))) return `the file is ${what}, not a transcript`;
  }
  const controls = text.match(CONTROL)?.length ?? 0;
  if (controls >= FEWEST_IN_BINARY && controls > text.length * BINARY_SHARE) return "the file is binary, not text";
  if (isForeignXml(text)) return "the file is XML (a feed, an error or the like), not a transcript";
  return null;
}

/** Whether a page (its source and its texts) only says that there is nothing here, or asks who is there. */
export function isRefusalPage(source: string, paragraphs: readonly string[]): boolean {
  const words = paragraphs
    .slice(0, LONGEST_PAGE_WORDS)
    .join(" ")
    .slice(0, LONGEST_PAGE_WORDS * 20)
    .split(" ").length;
  if (words > LONGEST_PAGE_WORDS) return false;

  const title = /<title[^>]{0,200}>([^<]{0,300})/i.exec(source.slice(0, 20_000))?.[1] ?? "";
  const message = words <= LONGEST_MESSAGE_WORDS ? paragraphs.join(" ") : "";
  return REFUSAL.test(title) || REFUSAL.test(message) || /type\s*=\s*["']?password/i.test(source);
}

/** The same for a bare text: `404 Not Found`, and nothing else. */
export function isRefusalText(text: string): boolean {
  const short = text.trim();
  return short.length < 100 && short.split(/\s+/).length <= 6 && STATUS_LINE.test(short);
}

function isForeignXml(text: string): boolean {
  const start = text.slice(0, 5000).trimStart();
  if (/^<(?:rss|feed|opml|urlset|tt|error|rdf:rdf)\b/i.test(start)) return true;
  return start.startsWith("<?xml") && !/<(?:!doctype\s+html|html|body|cite|p)\b/i.test(start);
}
