import { splitLines } from "./lines";
import { oneLine } from "./one-line";

const RULE = /^(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|={3,})$/;
const HEADING = /^#{1,6} (.*?)(?: #+)?$/;
const STARRED = /(\*{1,3})([^*\s](?:[^*\n]*[^*\s])?)\1/g;
const UNDERLINED = /(?<![\p{L}\p{N}_])(_{1,3})([^_\s](?:[^_\n]*[^_\s])?)\1(?![\p{L}\p{N}_])/gu;
const LINK = /!?\[([^\][\n]{1,500})\]\((?:https?:|mailto:|\/|#)[^()\s]{0,2000}\)/g;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
// Stands for an escaped character while markup is looked for: from the private use area, shifted by the character's code.
const SHELTER = 0xf100;
const SHELTERED = /[\uf121-\uf17e]/g;

/** The lines of a text without Markdown, tidied: emphasis, headings, links, escapes and rules go, every word stays. */
export function withoutMarkdown(text: string): string[] {
  return splitLines(text)
    .map(oneLine)
    .map((line) => (RULE.test(line) ? "" : plainLine(line)));
}

/** Skips the YAML block that many static sites put before the text. */
export function withoutFrontMatter(text: string): string {
  const start = /^\s*---[ \t]*\r?\n/.exec(text);
  if (!start) return text;
  const rest = text.slice(start[0].length);
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest);
  const isYaml = end !== null && /^[\w-]+[ \t]*:/m.test(rest.slice(0, end.index));
  return isYaml ? rest.slice(end.index + end[0].length) : text;
}

/** Writes text so that a Markdown reader shows it as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|]/g, String.raw`\$&`)
    .replace(/&(?=#?\w{1,31};)/g, String.raw`\&`)
    .replace(/^(?:([#+-])|(\d{1,9})([.)]))(?=\s|$|#)/, (_, mark = "", number = "", sign = "") =>
      mark ? `\\${mark}` : `${number}\\${sign}`,
    );
}

/** Where a link leads, from a relative path as it is: readers take it for an address, so what would mean something there is encoded. */
export const linkDestination = (path: string) =>
  `<${path.replace(/[%#?\\<>]|&(?=#?\w{1,31};)/g, (character) => encodeURIComponent(character))}>`;

function plainLine(line: string): string {
  return line
    .replace(ESCAPED, (_, character: string) => String.fromCharCode(SHELTER + character.charCodeAt(0)))
    .replace(HEADING, "$1")
    .replace(LINK, "$1")
    .replace(STARRED, "$2")
    .replace(UNDERLINED, "$2")
    .replace(SHELTERED, (sheltered) => String.fromCharCode(sheltered.charCodeAt(0) - SHELTER));
}
